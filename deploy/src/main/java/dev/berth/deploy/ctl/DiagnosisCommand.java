package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl diagnosis`.
@Command(
        name = "diagnosis",
        description = "Why transfers failed, and what is to be changed.",
        synopsisSubcommandLabel = "COMMAND")
final class DiagnosisCommand {

    private static final List<Column> FAILURES = List.of(
            Column.of("SESSION", "session"),
            Column.of("CLIENT", "client"),
            Column.of("USER", "user"),
            Column.of("FAILED", "failed"),
            new Column("REASON", failure -> Column.text(cause(failure).getString("kind"))),
            new Column("MENDED", failure -> failure.getBoolean("mended", false) ? "yes" : "no"),
            new Column("WHY", failure -> Column.text(cause(failure).getString("sentence"))));

    private static final List<Column> COUNTS = List.of(
            Column.of("NETWORK", "network"),
            Column.of("ANNOUNCED", "announced"),
            Column.of("ARRIVED", "arrived"),
            Column.of("EXPIRED", "expired"),
            Column.of("MISMATCHED", "mismatched"),
            Column.of("GIVEN UP", "givenUp"),
            Column.of("REFUSED", "refused"),
            Column.of("UNROUTABLE", "unroutable"),
            Column.of("DIALLED", "dialled"),
            Column.of("UNREACHABLE", "unreachable"));

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Command(description = "List the sessions of a tenant in which something failed, the latest first, with the cause.")
    int list(@Parameters(paramLabel = "TENANT") String tenant) {
        return ctl().list(path(tenant) + "/sessions", FAILURES);
    }

    @Command(description = "Show why a session failed, with the remedy and the end of its dialogue.")
    int show(@Parameters(paramLabel = "TENANT") String tenant, @Parameters(paramLabel = "SESSION") String session) {
        JsonObject story = ctl().server().get(path(tenant) + "/sessions/" + Ctl.segment(session));
        if (ctl().json) {
            return ctl().show(story);
        }
        var out = ctl().out();
        JsonObject cause = cause(story);
        out.println(
                cause.isEmpty()
                        ? "Nothing has failed."
                        : Column.text(cause.getString("sentence"))
                                + (story.getBoolean("mended", false) ? " (something succeeded since)" : "") + "\n-> "
                                + Column.text(cause.getString("remedy")));
        out.println();
        story.getJsonArray("entries").forEach(entry -> out.println(line((JsonObject) entry)));
        out.flush();
        return 0;
    }

    @Command(description = "Count what became of the data connections of a tenant, by the networks of its clients.")
    int counts(@Parameters(paramLabel = "TENANT") String tenant) {
        JsonObject counts = ctl().server().get(path(tenant));
        if (ctl().json) {
            return ctl().show(counts);
        }
        ctl().out().println(Column.table(COUNTS, counts.getJsonArray("networks")));
        ctl().out().flush();
        return 0;
    }

    private static String line(JsonObject entry) {
        String mark = switch (entry.getString("who")) {
            case "client" -> "C> ";
            case "server" -> "S> ";
            default -> "#  ";
        };
        return Column.text(entry.getString("at")) + "  " + mark + Column.text(entry.getString("text"));
    }

    private static JsonObject cause(JsonObject story) {
        return story.getJsonObject("cause", new JsonObject());
    }

    private static String path(String tenant) {
        return TenantsCommand.path(tenant) + "/diagnosis";
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }
}
