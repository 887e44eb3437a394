package dev.berth.admin;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;

/// What the API answered.
record ApiAnswer(int status, HttpResponse<String> raw) {

    /// The body as an object.
    JsonObject json() {
        return new JsonObject(raw.body());
    }

    /// A header; empty text if there is none.
    String header(String name) {
        return raw.headers().firstValue(name).orElse("");
    }

    /// The sentences of a refusal: its detail and all its faults.
    String refusal() {
        return json().getString("detail")
                + json().getJsonArray("errors", new io.vertx.core.json.JsonArray()).stream()
                        .map(Object::toString)
                        .collect(Collectors.joining("\n", "\n", ""));
    }

    /// The steps of a state, each as what it does, to what, and what became of it.
    List<String> steps() {
        return json().getJsonArray("steps").stream()
                .map(JsonObject.class::cast)
                .map(step -> step.getString("action") + " " + step.getString("of") + " " + step.getString("state"))
                .toList();
    }

    @Override
    public String toString() {
        return status + " " + raw.body();
    }
}
