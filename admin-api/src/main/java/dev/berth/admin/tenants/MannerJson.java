package dev.berth.admin.tenants;

import dev.berth.endpoint.MannerRule;
import dev.berth.endpoint.TenantManners;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/// Manners as the contract writes them.
public final class MannerJson {

    private MannerJson() {}

    /// Writes manners.
    public static JsonObject of(TenantManners manners) {
        var json = new JsonObject().put("timeZone", manners.zone().getId());
        manners.greeting().ifPresent(greeting -> json.put("greeting", greeting));
        manners.charset().ifPresent(charset -> json.put("charset", charset.name()));
        return json.put(
                "rules",
                new JsonArray(manners.rules().stream().map(MannerJson::rule).toList()));
    }

    private static JsonObject rule(MannerRule rule) {
        var json = new JsonObject();
        rule.client().ifPresent(client -> json.put("client", client));
        json.put("clients", rule.network().toString());
        rule.account().ifPresent(account -> json.put("account", account));
        rule.extendedPassive().ifPresent(offered -> json.put("epsv", offered ? "on" : "off"));
        rule.allo().ifPresent(text -> json.put("alloText", text));
        rule.zone().ifPresent(zone -> json.put("timeZone", zone.getId()));
        rule.charset().ifPresent(charset -> json.put("charset", charset.name()));
        rule.stou().ifPresent(text -> json.put("stouText", text.name().toLowerCase(Locale.ROOT)));
        return json;
    }
}
