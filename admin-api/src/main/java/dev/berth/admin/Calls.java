package dev.berth.admin;

import dev.berth.account.Administrator;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Page;
import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import io.vertx.core.MultiMap;
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
import java.util.stream.Collectors;

/// Makes a [Call] of an HTTP request, by what the contract says of the operation.
final class Calls {

    private static final String LIMIT_RULE = "a whole number from 1 to " + Page.MOST;
    private static final String AFTER_RULE = "the next of the page before, 1 to 1024 characters";
    private static final int LONGEST_AFTER = 1024;

    private Calls() {}

    /// @throws Problem if the request cannot be read
    static Call of(RoutingContext request, Operation operation, Administrator caller) {
        Page page = page(request.queryParams(), operation);
        Map<String, String> filters = new TreeMap<>();
        request.queryParams().forEach(filters::put);
        Optional<Long> seen = seen(Optional.ofNullable(request.request().getHeader("If-Match")));
        JsonObject body = operation.getRequestBody() == null ? new JsonObject() : Body.of(request);
        return new Call(
                caller,
                name -> Objects.requireNonNull(request.pathParam(name), name),
                page,
                filters,
                seen,
                body,
                Optional.ofNullable(request.request().getHeader("Last-Event-ID")));
    }

    private static Optional<Long> seen(Optional<String> condition) {
        return condition.map(String::strip).filter(text -> !text.equals("*")).map(text -> {
            if (!text.matches("\"[0-9]{1,18}\"")) {
                throw Problem.of(
                        Kind.STALE, "If-Match takes one ETag as the API gave it, such as \"17\", or * for anything");
            }
            return Long.parseLong(text.substring(1, text.length() - 1));
        });
    }

    private static Set<String> parameters(Operation operation) {
        return operation.getParameters().stream()
                .filter(parameter -> parameter.getIn() == Location.QUERY)
                .map(Parameter::getName)
                .collect(Collectors.toSet());
    }

    /// By what a list may be sorted.
    private static List<String> sorts(Operation operation) {
        return operation.getParameters().stream()
                .filter(parameter -> parameter.getIn() == Location.QUERY
                        && parameter.getName().equals("sort"))
                .map(parameter -> parameter.getSchema().get("enum", new JsonArray()))
                .filter(JsonArray.class::isInstance)
                .flatMap(values -> values.stream())
                .map(String::valueOf)
                .toList();
    }

    private static Page page(MultiMap query, Operation operation) {
        Set<String> known = parameters(operation);
        List<FieldFault> faults = new ArrayList<>();
        for (String name : query.names()) {
            if (!known.contains(name)) {
                faults.add(FieldFault.of(name, query.getAll(name).getFirst(), "is not a parameter of this operation"));
            } else if (query.getAll(name).size() > 1) {
                faults.add(FieldFault.of(name, String.join(", ", query.getAll(name)), "is given once"));
            }
        }
        Optional<String> after = Optional.ofNullable(query.get("after"));
        if (after.isPresent() && (after.get().isEmpty() || after.get().length() > LONGEST_AFTER)) {
            faults.add(FieldFault.of("after", after.get(), AFTER_RULE));
        }
        Optional<String> sort = Optional.ofNullable(query.get("sort"));
        if (sort.isPresent() && known.contains("sort") && !sorts(operation).contains(sort.get())) {
            faults.add(FieldFault.of("sort", sort.get(), "one of " + String.join(", ", sorts(operation))));
        }
        int limit = limit(Optional.ofNullable(query.get("limit")), faults);
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return new Page(after, limit, sort);
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
