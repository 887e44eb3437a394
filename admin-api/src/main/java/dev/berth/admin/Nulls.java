package dev.berth.admin;

import dev.berth.admin.problem.Faults;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which members of a merge patch may be null, as the contract says: elsewhere null would quietly set a default
/// that nobody has named.
final class Nulls {

    private static final String RULE = "must not be null";
    private static final String REFERENCE = "#/components/schemas/";
    private static final String PATCH = "patch";

    private final JsonObject schemas;
    private final Map<String, JsonObject> patches = new HashMap<>();

    /// @param contract as it is published
    Nulls(JsonObject contract) {
        schemas = contract.getJsonObject("components").getJsonObject("schemas");
        contract.getJsonObject("paths").forEach(path -> {
            if (((JsonObject) path.getValue()).getValue(PATCH) instanceof JsonObject operation) {
                patches.put(
                        operation.getString("operationId"),
                        operation
                                .getJsonObject("requestBody")
                                .getJsonObject("content")
                                .getJsonObject(Body.PATCH)
                                .getJsonObject("schema"));
            }
        });
    }

    /// Refuses a merge patch with null where the contract has none; what is not a merge patch may have it anywhere.
    ///
    /// @throws dev.berth.admin.problem.Problem 422 with all such members
    void refuse(String operation, JsonObject body) {
        JsonObject schema = patches.get(operation);
        if (schema != null) {
            var faults = new Faults();
            look(body, schema, "", faults);
            faults.refuse();
        }
    }

    private void look(JsonObject body, JsonObject schema, String path, Faults faults) {
        for (String name : body.fieldNames()) {
            Optional<JsonObject> member = member(schema, name);
            Object value = body.getValue(name);
            if (value == null && member.filter(each -> !isNullable(each)).isPresent()) {
                faults.add(path + name, "null", RULE);
            } else if (value instanceof JsonObject inside && member.isPresent()) {
                look(inside, member.get(), path + name + ".", faults);
            }
        }
    }

    /// Of the members of an object; empty for one that is not known, which others refuse.
    private Optional<JsonObject> member(JsonObject schema, String name) {
        return choices(schema)
                .flatMap(choice -> Stream.of(
                        choice.getJsonObject("properties", new JsonObject()).getValue(name),
                        choice.getValue("additionalProperties")))
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .findFirst();
    }

    private boolean isNullable(JsonObject schema) {
        return choices(schema).map(choice -> choice.getValue("type")).anyMatch(Nulls::hasNull);
    }

    private static boolean hasNull(@Nullable Object type) {
        return "null".equals(type) || (type instanceof JsonArray several && several.contains("null"));
    }

    private Stream<JsonObject> choices(JsonObject schema) {
        if (schema.getValue("$ref") instanceof String reference) {
            return choices(schemas.getJsonObject(reference.substring(REFERENCE.length())));
        }
        return schema.getValue("oneOf") instanceof JsonArray several
                ? several.stream().map(JsonObject.class::cast).flatMap(this::choices)
                : Stream.of(schema);
    }
}
