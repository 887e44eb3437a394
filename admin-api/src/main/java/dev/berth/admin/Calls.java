package dev.berth.admin;

import dev.berth.account.Administrator;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Cursors;
import dev.berth.admin.operation.Page;
import dev.berth.admin.operation.Tags;
import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes a [Call] of an HTTP request, by what the contract says of the operation.
final class Calls {

    private static final String NUMBER_RULE = "a whole number in decimal digits, with no zero before it";
    private static final String LIMIT_RULE = "a whole number from 1 to " + Page.MOST;
    private static final String AFTER_RULE = Cursors.RULE + ", 1 to 1024 characters";
    private static final int LONGEST_AFTER = 1024;

    private static final String IF_MATCH = "If-Match";
    private static final Pattern STRONG = Pattern.compile("\"[\\x21\\x23-\\x7e]{1,64}\"");
    private static final Pattern WEAK = Pattern.compile("W/" + STRONG.pattern());
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Cursors cursors;
    private final Tags tags;
    private final Nulls nulls;

    /// @param cursors those of the lists
    /// @param tags those of what is read
    /// @param nulls what of a merge patch may be null
    Calls(Cursors cursors, Tags tags, Nulls nulls) {
        this.cursors = cursors;
        this.tags = tags;
        this.nulls = nulls;
    }

    /// @param thing what it is about
    /// @throws Problem if the request cannot be read
    Call of(RoutingContext request, Operation operation, String thing, Administrator caller) {
        Page page = page(request.queryParams(), operation, list(request, caller));
        Map<String, String> filters = new TreeMap<>();
        request.queryParams().forEach(filters::put);
        Optional<Long> seen = seen(request, operation, thing);
        JsonObject body = operation.getRequestBody() == null ? new JsonObject() : Body.of(request);
        nulls.refuse(operation.getOperationId(), body);
        return new Call(
                caller,
                name -> Objects.requireNonNull(request.pathParam(name), name),
                page,
                filters,
                seen,
                body,
                Optional.ofNullable(request.request().getHeader("Last-Event-ID")),
                request.request().remoteAddress().hostAddress());
    }

    /// A condition that nothing looks at would be taken for one that holds.
    private Optional<Long> seen(RoutingContext request, Operation operation, String thing) {
        MultiMap headers = request.request().headers();
        boolean reading = READING.contains(request.request().method());
        Stream.of("If-None-Match", "If-Unmodified-Since")
                .filter(name -> !reading && headers.contains(name))
                .forEach(name -> {
                    throw noCondition(operation, name);
                });
        Optional<String> condition = Optional.ofNullable(headers.get(IF_MATCH));
        boolean known = operation.getParameters().stream()
                .anyMatch(parameter -> parameter.getName().equals(IF_MATCH));
        if (condition.isPresent() && !known && !reading) {
            throw noCondition(operation, IF_MATCH);
        }
        return condition
                .filter(_ -> known)
                .map(String::strip)
                .filter(text -> !text.equals("*"))
                .map(text -> {
                    if (WEAK.matcher(text).matches()) {
                        return Tags.NONE; // RFC 9110 §13.1.1: it never is the same as what there is
                    }
                    if (!STRONG.matcher(text).matches()) {
                        throw Problem.of(
                                Kind.MALFORMED,
                                "If-Match takes one ETag in quotes, as the API gave it, or * for anything");
                    }
                    return tags.read(thing, text.substring(1, text.length() - 1));
                });
    }

    private static Problem noCondition(Operation operation, String header) {
        return Problem.of(
                Kind.MALFORMED, operation.getOperationId() + " is done on no condition; leave " + header + " out");
    }

    private static Map<String, Parameter> parameters(Operation operation) {
        return operation.getParameters().stream()
                .filter(parameter -> parameter.getIn() == Location.QUERY)
                .collect(Collectors.toMap(Parameter::getName, Function.identity()));
    }

    /// What a parameter may be, where the contract counts it up.
    private static List<String> values(Parameter parameter) {
        if ("boolean".equals(parameter.getSchema().get("type"))) {
            return List.of("true", "false");
        }
        return parameter.getSchema().get("enum") instanceof JsonArray values
                ? values.stream().map(String::valueOf).toList()
                : List.of();
    }

    private Page page(MultiMap query, Operation operation, String list) {
        Map<String, Parameter> known = parameters(operation);
        List<FieldFault> faults = new ArrayList<>();
        for (String name : query.names()) {
            List<String> given = query.getAll(name);
            Parameter parameter = known.get(name);
            if (parameter == null) {
                faults.add(FieldFault.of(name, given.getFirst(), "is not a parameter of this operation"));
            } else if (given.size() > 1) {
                faults.add(FieldFault.of(name, String.join(", ", given), "is given once"));
            } else if (!values(parameter).isEmpty() && !values(parameter).contains(given.getFirst())) {
                faults.add(FieldFault.of(name, given.getFirst(), "one of " + String.join(", ", values(parameter))));
            } else if ("integer".equals(parameter.getSchema().get("type"))
                    && !given.getFirst().matches("0|-?[1-9][0-9]*")) {
                faults.add(FieldFault.of(name, given.getFirst(), NUMBER_RULE));
            }
        }
        Optional<String> after = Optional.ofNullable(query.get("after"));
        if (after.isPresent() && (after.get().isEmpty() || after.get().length() > LONGEST_AFTER)) {
            faults.add(FieldFault.of("after", after.get(), AFTER_RULE));
        }
        Optional<String> sort = Optional.ofNullable(query.get("sort"));
        int limit = limit(Optional.ofNullable(query.get("limit")), faults);
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return new Page(
                after.map(cursor -> cursors.read(list, cursor)),
                limit,
                sort,
                position -> cursors.write(list, position));
    }

    /// Which list it is, whatever part of it is asked for.
    private static String list(RoutingContext request, Administrator caller) {
        Map<String, String> filters = new TreeMap<>();
        request.queryParams().forEach(filters::put);
        filters.keySet().removeAll(Set.of("after", "limit"));
        return caller.tenant() + "\n" + request.normalizedPath() + "\n" + filters;
    }

    private static int limit(Optional<String> given, List<FieldFault> faults) {
        if (given.isEmpty()) {
            return Page.USUAL;
        }
        String text = given.get();
        if (text.matches("[1-9][0-9]{0,3}") && Integer.parseInt(text) <= Page.MOST) {
            return Integer.parseInt(text);
        }
        faults.add(FieldFault.of("limit", text, LIMIT_RULE));
        return Page.USUAL;
    }
}
