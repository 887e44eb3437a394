package dev.berth.admin.accounts;

import dev.berth.account.LoginRules;
import dev.berth.admin.problem.Fields;
import io.vertx.core.json.JsonObject;

/// How accounts may be logged in to, as the contract writes it.
final class LoginFields {

    private static final String OWN_PASSWORD = "ownPassword";

    private LoginFields() {}

    static LoginRules read(Fields fields) {
        return new LoginRules(fields.truth(OWN_PASSWORD).orElse(LoginRules.USUAL.ownPassword()));
    }

    static void write(LoginRules rules, JsonObject json) {
        json.put(OWN_PASSWORD, rules.ownPassword());
    }
}
