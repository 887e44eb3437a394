package dev.berth.deploy.ctl;

import dev.berth.deploy.ctl.foreign.ForeignAccount;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Many new accounts of a tenant in one request, each on its own.
record AccountBatch(Server server, String tenant) {

    /// What the server would make of an account.
    sealed interface Verdict {

        /// It can be made.
        record Good() implements Verdict {}

        /// It can be made without its password, of whose form the server takes none.
        record WithoutPassword() implements Verdict {}

        /// It cannot be made.
        record Refused(String why) implements Verdict {}
    }

    /// Asks what would become of them. Whether a hash can be verified is the server's to say: those that it refuses are
    /// tried without.
    ///
    /// @param usual whether they get what the tenant gives to new accounts
    /// @return what would become of each
    Map<ForeignAccount, Verdict> check(List<ForeignAccount> accounts, boolean usual) {
        Map<ForeignAccount, String> refused = plan(accounts, usual);
        Map<ForeignAccount, String> hopeless = plan(
                refused.keySet().stream()
                        .filter(account -> account.password().isPresent())
                        .map(ForeignAccount::locked)
                        .toList(),
                usual);
        Map<ForeignAccount, Verdict> verdicts = new HashMap<>();
        for (ForeignAccount account : accounts) {
            String why = refused.get(account);
            boolean saved = account.password().isPresent() && !hopeless.containsKey(account.locked());
            verdicts.put(
                    account,
                    why == null
                            ? new Verdict.Good()
                            : saved ? new Verdict.WithoutPassword() : new Verdict.Refused(why));
        }
        return verdicts;
    }

    private Map<ForeignAccount, String> plan(List<ForeignAccount> accounts, boolean usual) {
        return accounts.isEmpty() ? Map.of() : refusals(accounts, send(accounts, "?dryRun=true", usual));
    }

    /// Makes them, and waits until the server has hashed what is to be hashed.
    ///
    /// @return why some are refused
    Map<ForeignAccount, String> create(List<ForeignAccount> accounts) {
        if (accounts.isEmpty()) {
            return Map.of();
        }
        JsonObject answer = send(accounts, "", true);
        return refusals(accounts, answer.containsKey("rows") ? answer : report(answer));
    }

    private JsonObject send(List<ForeignAccount> accounts, String query, boolean usual) {
        var list = new JsonArray();
        accounts.forEach(account -> list.add(account.asNew()));
        return server.post(
                TenantsCommand.path(tenant) + "/account-batches" + query,
                new JsonObject().put("all", false).put("defaults", usual).put("accounts", list));
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
