package dev.berth.deploy.ctl;

import dev.berth.deploy.ctl.foreign.ForeignAccount;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Many new accounts of a tenant in one request, each on its own.
record AccountBatch(Server server, String tenant) {

    /// Asks what would become of them.
    ///
    /// @return why some are refused
    Map<ForeignAccount, String> plan(List<ForeignAccount> accounts) {
        return accounts.isEmpty() ? Map.of() : refusals(accounts, send(accounts, "?dryRun=true"));
    }

    /// Makes them, and waits until the server has hashed what is to be hashed.
    ///
    /// @return why some are refused
    Map<ForeignAccount, String> create(List<ForeignAccount> accounts) {
        if (accounts.isEmpty()) {
            return Map.of();
        }
        JsonObject answer = send(accounts, "");
        return refusals(accounts, answer.containsKey("rows") ? answer : report(answer));
    }

    private JsonObject send(List<ForeignAccount> accounts, String query) {
        var list = new JsonArray();
        accounts.forEach(account -> list.add(account.asNew()));
        return server.post(
                TenantsCommand.path(tenant) + "/account-batches" + query,
                new JsonObject().put("all", false).put("accounts", list));
    }

    private JsonObject report(JsonObject begun) {
        JsonObject job = server.ended(begun.getString("id"));
        return job.getJsonObject("report", new JsonObject().put("rows", new JsonArray()));
    }

    private static Map<ForeignAccount, String> refusals(List<ForeignAccount> accounts, JsonObject report) {
        Map<ForeignAccount, String> refusals = new HashMap<>();
        JsonArray rows = report.getJsonArray("rows");
        for (int i = 0; i < accounts.size(); i++) {
            JsonObject row = i < rows.size() ? rows.getJsonObject(i) : new JsonObject();
            if (!row.getString("state", "").matches("created|planned")) {
                refusals.put(accounts.get(i), row.getString("reason", "was not reached: import again"));
            }
        }
        return refusals;
    }
}
