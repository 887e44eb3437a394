package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl sessions`.
@Command(name = "sessions", description = "Who is connected, and what goes on.", synopsisSubcommandLabel = "COMMAND")
final class SessionsCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.of("ID", "id"),
            Column.of("TENANT", "tenant"),
            Column.of("USER", "user"),
            Column.of("CLIENT", "client"),
            Column.of("TLS", "tls"),
            Column.of("SOFTWARE", "software"),
            Column.of("DIRECTORY", "directory"),
            new Column("DOING", SessionsCommand::activity));

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Command(description = "List the sessions that are open now.")
    int list(@Option(names = "--tenant", description = "Only those of this tenant.") @Nullable String tenant) {
        return ctl().list("/sessions", tenant == null ? "" : "tenant=" + Ctl.segment(tenant) + "&", COLUMNS);
    }

    @Command(description = "Show a session that is open now.")
    int show(@Parameters(paramLabel = "ID") String id) {
        return ctl().show(ctl().server().get("/sessions/" + Ctl.segment(id)));
    }

    @Command(description = "End a session; a running transfer is broken off.")
    int end(@Parameters(paramLabel = "ID") String id) {
        return ctl().done(ctl().server().delete("/sessions/" + Ctl.segment(id)), "Ended.");
    }

    @Command(description = "Tell the client of a session something, with one of its next replies.")
    int message(@Parameters(paramLabel = "ID") String id, @Parameters(paramLabel = "TEXT") String text) {
        JsonObject body = new JsonObject().put("text", text);
        return ctl().done(ctl().server().post("/sessions/" + Ctl.segment(id) + "/message", body), "It will be told.");
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }

    private static String share(JsonObject activity) {
        long total = activity.getLong("total", 0L);
        return total == 0 ? "" : " (" + 100 * activity.getLong("octets") / total + " %)";
    }

    private static String activity(JsonObject session) {
        JsonObject activity = session.getJsonObject("activity");
        return activity == null
                ? ""
                : activity.getString("verb") + " " + Column.text(activity.getString("path", "")) + ", "
                        + activity.getLong("octets") + " bytes" + share(activity) + ", "
                        + activity.getLong("octetsPerSecond") + "/s";
    }
}
