package dev.berth.admin.accounts;

import dev.berth.account.AppPassword.Bounds;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Times;
import dev.berth.endpoint.ClientNetwork;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An app password as requests bring it and as the contract writes it.
///
/// @param label what people call it
/// @param bounds what a login with it is bounded to
public record AppPasswordFields(String label, Bounds bounds) {

    private static final int MOST_NETWORKS = 100;

    /// Reads one.
    ///
    /// @throws Problem with everything that is wrong
    public static AppPasswordFields read(JsonObject body) {
        return Fields.read(body, AppPasswordFields::read);
    }

    private static Optional<AppPasswordFields> read(Fields fields) {
        Optional<String> label = fields.required("label", "1 to 100 characters", text -> text);
        String path = fields.optional("path", "a path from the account's home, such as /in", text -> text)
                .orElse("/");
        List<String> networks = fields.texts("networks", ClientNetwork.RULE, MOST_NETWORKS, LoginFields::network);
        Optional<Instant> expires = fields.optional("expires", Times.RULE, Times::parse);
        var bounds = new Bounds(path, AccountFields.permissions(fields), networks, expires);
        return label.map(given -> new AppPasswordFields(given, bounds));
    }

    /// Writes one.
    public static JsonObject json(String label, Bounds bounds) {
        var json = new JsonObject()
                .put("label", label)
                .put("path", bounds.path())
                .put("permissions", AccountFields.names(bounds.permissions()))
                .put("networks", new JsonArray(bounds.networks()));
        bounds.expires().ifPresent(end -> json.put("expires", end.toString()));
        return json;
    }
}
