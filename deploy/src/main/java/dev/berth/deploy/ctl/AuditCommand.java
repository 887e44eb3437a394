package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl audit`.
@Command(name = "audit", description = "Who did what, and from where.", synopsisSubcommandLabel = "COMMAND")
final class AuditCommand {

    private static final int PAGE = 1000;

    private static final List<Column> COLUMNS = List.of(
            Column.of("AT", "at"),
            Column.of("TENANT", "tenant"),
            Column.of("WHO", "actor"),
            Column.of("CLIENT", "client"),
            Column.of("OPERATION", "operation"),
            Column.of("RESULT", "result"),
            Column.of("CODE", "code"),
            Column.of("OCTETS", "octets"),
            Column.of("PATHS", "paths"),
            Column.of("DETAIL", "detail"));

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Command(description = "List what was done and tried, the latest first.")
    int list(
            @Option(names = "--tenant", description = "Only that of a tenant.") @Nullable String tenant,
            @Option(names = "--from", paramLabel = "TIME", description = "Not older, such as 2027-01-31T12:00:00Z.")
                    @Nullable
                    String from,
            @Option(names = "--until", paramLabel = "TIME", description = "Only what is older.") @Nullable String until,
            @Option(names = "--actor", paramLabel = "NAME", description = "Of this user or administrator.") @Nullable
                    String actor,
            @Option(names = "--client", paramLabel = "ADDRESS", description = "From this address.") @Nullable
                    String client,
            @Option(names = "--operation", description = "Of this kind, such as upload or createAccount.") @Nullable
                    String operation,
            @Option(names = "--result", paramLabel = "done|refused|failed", description = "That ended so.") @Nullable
                    String result,
            @Option(names = "--last", defaultValue = "100", paramLabel = "NUMBER", description = "How many; 100.")
                    int last) {
        String query = filter("from", from)
                + filter("until", until)
                + filter("actor", actor)
                + filter("client", client)
                + filter("operation", operation)
                + filter("result", result);
        String path = tenant == null ? "/audit" : path(tenant);
        var items = new JsonArray();
        String after = "";
        do {
            int limit = Math.clamp(last - items.size(), 1, PAGE);
            JsonObject page = ctl().server().get(path + "?" + query + "limit=" + limit + after);
            items.addAll(page.getJsonArray("items"));
            after = page.containsKey("next") ? "&after=" + Ctl.segment(page.getString("next")) : "";
        } while (!after.isEmpty() && items.size() < last);
        ctl().out()
                .println(
                        ctl().json
                                ? new JsonObject().put("items", items).encodePrettily()
                                : Column.table(COLUMNS, items));
        ctl().out().flush();
        return 0;
    }

    @Command(description = "Show or change for how many days the records of a tenant are kept.")
    int retention(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Option(names = "--days", paramLabel = "NUMBER", description = "Keep them for so long.") @Nullable
                    Integer days,
            @Option(names = "--usual", description = "Keep them for as long as the node says (audit.days).")
                    boolean usual) {
        String path = path(tenant) + "/retention";
        if (days == null && !usual) {
            return shown(ctl().server().get(path));
        }
        var body = new JsonObject();
        if (days != null) {
            body.put("days", days);
        }
        return shown(ctl().server().put(path, body));
    }

    private int shown(JsonObject retention) {
        return ctl().done(
                        retention,
                        retention.containsKey("days")
                                ? retention.getInteger("days") + " days"
                                : "As long as the node says (audit.days).");
    }

    private static String filter(String name, @Nullable String value) {
        return value == null ? "" : name + "=" + Ctl.segment(value) + "&";
    }

    private static String path(String tenant) {
        return TenantsCommand.path(tenant) + "/audit";
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }
}
