package dev.berth.admin.audit;

import dev.berth.admin.operation.Page;
import dev.berth.admin.operation.SessionId;
import dev.berth.audit.AuditRecord;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/// Audit records as the contract writes them.
final class AuditJson {

    private AuditJson() {}

    /// @param found one more than `page` takes if there is another page
    static JsonObject page(List<AuditRecord> found, Page page) {
        int limit = page.limit();
        List<AuditRecord> items = found.subList(0, Math.min(limit, found.size()));
        var json = new JsonObject()
                .put("items", new JsonArray(items.stream().map(AuditJson::of).toList()));
        return found.size() > limit
                ? json.put("next", page.next(AuditFilters.cursor(items.getLast().key())))
                : json;
    }

    private static JsonObject of(AuditRecord record) {
        var json = new JsonObject()
                .put("at", record.key().at().toString())
                .put("node", record.node())
                .put("operation", record.operation())
                .put("result", record.result().name().toLowerCase(Locale.ROOT));
        put(json, "tenant", record.slug());
        put(json, "actor", record.actor());
        put(json, "client", record.client());
        put(json, "detail", record.detail());
        if (record.session() != 0) {
            json.put("session", SessionId.write(record.node(), record.session()));
        }
        if (!record.paths().isEmpty()) {
            json.put("paths", new JsonArray(record.paths()));
        }
        if (record.octets() != 0) {
            json.put("octets", record.octets());
        }
        if (record.code() != 0) {
            json.put("code", record.code());
        }
        return json;
    }

    private static void put(JsonObject json, String name, String text) {
        if (!text.isEmpty()) {
            json.put(name, text);
        }
    }
}
