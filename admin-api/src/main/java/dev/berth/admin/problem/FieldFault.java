package dev.berth.admin.problem;

import io.vertx.core.json.JsonObject;

/// One value of a request that breaks its rule.
///
/// @param field where, such as `passive.external[0].address`
/// @param value what was sent, shortened; `***` where it is a secret
/// @param rule what it should have been
public record FieldFault(String field, String value, String rule) {

    private static final int LONGEST_FIELD = 300;
    private static final int LONGEST_VALUE = 200;

    /// With the field and the value made fit to be shown.
    public static FieldFault of(String field, String value, String rule) {
        return new FieldFault(shortened(field, LONGEST_FIELD), shortened(value, LONGEST_VALUE), rule);
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }

    JsonObject toJson() {
        return new JsonObject().put("field", field).put("value", value).put("rule", rule);
    }

    @Override
    public String toString() {
        return field + " = " + value + ": " + rule;
    }
}
