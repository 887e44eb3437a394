package dev.berth.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/// The schemas of the contract, with their references followed.
final class ContractSchemas {

    private static final String REFERENCE = "#/components/schemas/";
    private static final JsonObject CONTRACT = Contract.read();

    /// One of its schemas.
    JsonObject named(String name) {
        JsonObject schema =
                CONTRACT.getJsonObject("components").getJsonObject("schemas").getJsonObject(name);
        if (schema == null) {
            throw new AssertionError("the contract has no schema " + name);
        }
        return schema;
    }

    /// Its paths.
    JsonObject paths() {
        return CONTRACT.getJsonObject("paths");
    }

    /// The properties of an object, of the elements of a list, or of the one of several that is not null.
    Map<String, JsonObject> properties(JsonObject schema) {
        JsonObject object = object(schema);
        Map<String, JsonObject> properties = new LinkedHashMap<>();
        object.getJsonObject("properties", new JsonObject())
                .forEach(property -> properties.put(property.getKey(), (JsonObject) property.getValue()));
        return properties;
    }

    /// Whether null is one of its values.
    boolean isNullable(JsonObject schema) {
        JsonObject followed = followed(schema);
        Object type = followed.getValue("type");
        return "null".equals(type)
                || (type instanceof JsonArray several && several.contains("null"))
                || (followed.getValue("oneOf") instanceof JsonArray choice
                        && choice.stream().map(JsonObject.class::cast).anyMatch(this::isNullable));
    }

    /// Whether its values are lists.
    boolean isList(JsonObject schema) {
        return followed(schema).containsKey("items");
    }

    private JsonObject followed(JsonObject schema) {
        return schema.getValue("$ref") instanceof String reference
                ? followed(named(reference.substring(REFERENCE.length())))
                : schema;
    }

    private JsonObject object(JsonObject schema) {
        if (schema.getValue("$ref") instanceof String reference) {
            return object(named(reference.substring(REFERENCE.length())));
        }
        if (schema.getValue("items") instanceof JsonObject items) {
            return object(items);
        }
        if (schema.getValue("oneOf") instanceof JsonArray choice) {
            return choice.stream()
                    .map(JsonObject.class::cast)
                    .map(this::object)
                    .filter(each -> each.containsKey("properties"))
                    .findFirst()
                    .orElse(schema);
        }
        return schema;
    }
}
