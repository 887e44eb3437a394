package dev.berth.admin.state;

import dev.berth.account.AccountAlterations;
import dev.berth.account.AccountBatches;
import dev.berth.admin.accounts.AccountOperations;
import dev.berth.admin.endpoints.EndpointJson;
import dev.berth.admin.tenants.TenantJson;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Directory;
import dev.berth.endpoint.Topology;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/// What there is, as one document: the endpoints that tenants share, the tenants, and their accounts.
final class State {

    private final Directory directory;
    private final AccountAlterations accounts;
    private final AccountBatches batches;

    State(Directory directory, AccountAlterations accounts, AccountBatches batches) {
        this.directory = directory;
        this.accounts = accounts;
        this.batches = batches;
    }

    /// Reads it.
    ///
    /// @param hashes whether the hashes of passwords are in it, so that accounts can be restored
    Future<JsonObject> read(boolean hashes) {
        return directory.topology().compose(topology -> {
            Future<JsonArray> tenants = Future.succeededFuture(new JsonArray());
            for (Berth berth : topology.berths()) {
                tenants =
                        tenants.compose(list -> tenant(berth, topology, hashes).map(list::add));
            }
            return tenants.map(list -> new JsonObject()
                    .put(
                            "endpoints",
                            new JsonArray(topology.endpoints().stream()
                                    .filter(endpoint -> endpoint.owner().isEmpty())
                                    .map(EndpointJson::of)
                                    .toList()))
                    .put("tenants", list));
        });
    }

    private Future<JsonObject> tenant(Berth berth, Topology topology, boolean hashes) {
        JsonObject tenant = new JsonObject()
                .put("slug", berth.tenant().slug().value())
                .mergeIn(TenantJson.asRequest(berth, topology.endpoints()));
        Future<Map<String, String>> known =
                hashes ? batches.hashes(berth.tenant().id()) : Future.succeededFuture(Map.of());
        return known.compose(byUser ->
                accounts.all(berth.tenant().id()).map(all -> tenant.put("accounts", accounts(all, byUser))));
    }

    private static JsonArray accounts(List<AccountAlterations.Kept> all, Map<String, String> hashes) {
        var list = new JsonArray();
        for (AccountAlterations.Kept kept : all) {
            JsonObject account = AccountOperations.json(kept);
            String hash = hashes.get(kept.user().value());
            if (hash != null) {
                account.put("hash", hash);
            }
            list.add(account);
        }
        return list;
    }
}
