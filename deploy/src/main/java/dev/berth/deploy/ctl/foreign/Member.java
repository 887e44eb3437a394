package dev.berth.deploy.ctl.foreign;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/// Members of a JSON object that somebody else has written: what is missing or null is empty, and what is of another
/// type refuses the row.
record Member(JsonObject object, String path) {

    String text(String name) {
        return of(name, String.class, "", "is a text");
    }

    long number(String name) {
        return of(name, Number.class, 0L, "is a number").longValue();
    }

    boolean truth(String name) {
        return of(name, Boolean.class, false, "is true or false");
    }

    Member inner(String name) {
        return new Member(of(name, JsonObject.class, new JsonObject(), "is an object"), path + name + ".");
    }

    JsonArray list(String name) {
        return of(name, JsonArray.class, new JsonArray(), "is a list");
    }

    List<Member> objects(String name) {
        List<Member> all = new ArrayList<>();
        JsonArray list = list(name);
        for (int i = 0; i < list.size(); i++) {
            String at = path + name + "[" + i + "]";
            if (!(list.getValue(i) instanceof JsonObject inner)) {
                throw new RowRefused(at + " is an object");
            }
            all.add(new Member(inner, at + "."));
        }
        return all;
    }

    List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        for (Object each : list(name)) {
            if (!(each instanceof String text)) {
                throw new RowRefused(path + name + " is a list of texts");
            }
            all.add(text);
        }
        return all;
    }

    private <T> T of(String name, Class<T> type, T missing, String rule) {
        Object value = object.getValue(name);
        if (value == null) {
            return missing;
        }
        if (!type.isInstance(value)) {
            throw new RowRefused(path + name + " " + rule);
        }
        return type.cast(value);
    }
}
