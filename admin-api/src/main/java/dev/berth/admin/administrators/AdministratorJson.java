package dev.berth.admin.administrators;

import dev.berth.account.Administrator;
import dev.berth.account.Administrators;
import dev.berth.admin.security.RoleNames;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/// Administrators as the contract writes them.
final class AdministratorJson {

    private AdministratorJson() {}

    static JsonObject of(Administrators.Kept administrator, Map<TenantId, Slug> slugs) {
        JsonObject json = who(administrator.name(), administrator.role(), administrator.tenant(), slugs)
                .put("id", administrator.id())
                .put("blocked", administrator.blocked())
                .put("made", administrator.made().toString());
        administrator.lastLogin().ifPresent(time -> json.put("lastLogin", time.toString()));
        return json;
    }

    /// Who calls.
    static JsonObject of(Administrator caller, Map<TenantId, Slug> slugs) {
        return who(caller.name(), caller.role(), caller.tenant(), slugs)
                .put("by", caller.proof().kind() == Administrator.Proof.Kind.TOKEN ? "token" : "login")
                .put("id", caller.proof().id())
                .put(
                        "operations",
                        new JsonArray(caller.operations().stream().sorted().toList()));
    }

    private static JsonObject who(
            String name, Administrator.Role role, Optional<TenantId> tenant, Map<TenantId, Slug> slugs) {
        var json = new JsonObject().put("name", name).put("role", RoleNames.of(role));
        tenant.map(slugs::get).ifPresent(slug -> json.put("tenant", slug.value()));
        return json;
    }
}
