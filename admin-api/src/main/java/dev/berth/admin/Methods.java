package dev.berth.admin;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which methods a path has: those of the contract's operations, and HEAD and OPTIONS, which follow from them.
final class Methods {

    private static final String REFERENCE = "$ref";
    private static final String STREAM = "text/event-stream";
    private static final String OF_REFERENCE = "GET, HEAD, OPTIONS";

    private final OpenAPIContract contract;
    private final Map<String, Set<String>> types;

    /// @param published the contract as its readers see it, in which media types are what they are
    Methods(OpenAPIContract contract, JsonObject published) {
        this.contract = contract;
        this.types = objects(published.getJsonObject("paths"))
                .flatMap(Methods::objects)
                .filter(member -> member.containsKey("operationId"))
                .collect(Collectors.toMap(
                        operation -> operation.getString("operationId"),
                        operation -> types(operation.getJsonObject("responses"), published)));
    }

    /// The header `Allow` of a path.
    String allowed(RoutingContext request) {
        return ofContract(request).orElse(OF_REFERENCE);
    }

    /// Answers HEAD as GET, without the body (RFC 9110 §9.3.2). A stream has no end that HEAD could tell of.
    void head(RoutingContext request) {
        Operation read = contract.findOperation(request.normalizedPath(), HttpMethod.GET);
        if (read == null || types(read.getOperationId()).contains(STREAM)) {
            request.next();
            return;
        }
        String query = request.request().query();
        request.reroute(HttpMethod.GET, request.request().path() + (query == null ? "" : "?" + query));
    }

    /// Answers OPTIONS (RFC 9110 §9.3.7) to everybody: the contract is for everybody, too.
    void options(RoutingContext request) {
        ofContract(request).ifPresentOrElse(methods -> allow(request, methods), request::next);
    }

    /// The same of what is no operation of the contract.
    void optionsOfReference(RoutingContext request) {
        allow(request, OF_REFERENCE);
    }

    private static void allow(RoutingContext request, String methods) {
        request.response()
                .setStatusCode(204)
                .putHeader(HttpHeaders.ALLOW, methods)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end()
                .onComplete(_ -> {}, _ -> {});
    }

    /// The media types of what an operation answers when it is done.
    Set<String> types(String operation) {
        return types.getOrDefault(operation, Set.of());
    }

    private static Set<String> types(JsonObject responses, JsonObject published) {
        return responses.stream()
                .filter(response -> response.getKey().startsWith("2"))
                .map(response -> (JsonObject) response.getValue())
                .map(response -> response.containsKey(REFERENCE) ? referred(response, published) : response)
                .flatMap(response -> response.getJsonObject("content", new JsonObject()).fieldNames().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonObject referred(JsonObject reference, JsonObject published) {
        String path = reference.getString(REFERENCE);
        return published
                .getJsonObject("components")
                .getJsonObject("responses")
                .getJsonObject(path.substring(path.lastIndexOf('/') + 1));
    }

    private static Stream<JsonObject> objects(JsonObject of) {
        return of.stream()
                .map(Map.Entry::getValue)
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast);
    }

    private Optional<String> ofContract(RoutingContext request) {
        Path path = contract.findPath(request.normalizedPath());
        if (path == null) {
            return Optional.empty();
        }
        Set<String> methods = new TreeSet<>(Set.of(HttpMethod.OPTIONS.name()));
        List<Operation> operations = path.getOperations();
        operations.forEach(operation -> methods.add(operation.getHttpMethod().name()));
        if (operations.stream()
                .anyMatch(each -> each.getHttpMethod().equals(HttpMethod.GET)
                        && !types(each.getOperationId()).contains(STREAM))) {
            methods.add(HttpMethod.HEAD.name());
        }
        return Optional.of(String.join(", ", methods));
    }
}
