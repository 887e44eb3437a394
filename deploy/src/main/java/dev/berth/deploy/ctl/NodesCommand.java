package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl nodes`.
@Command(name = "nodes", description = "The running servers.", synopsisSubcommandLabel = "COMMAND")
final class NodesCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.of("ID", "id"),
            Column.of("VERSION", "version"),
            Column.of("STATE", "state"),
            Column.of("BEGAN", "began"),
            Column.of("SESSIONS", "sessions"),
            Column.of("TRANSFERS", "transfers"));

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Command(description = "List the nodes.")
    int list() {
        return ctl().list("/nodes", COLUMNS);
    }

    @Command(
            description =
                    "Take a node out of service: it greets nobody, ends sessions that do nothing, and lets running"
                            + " transfers end. Once it is drained it can be ended.")
    int drain(@Parameters(paramLabel = "ID") String id) {
        return turn(id, "drain");
    }

    @Command(description = "Put a node back into service.")
    int resume(@Parameters(paramLabel = "ID") String id) {
        return turn(id, "resume");
    }

    private int turn(String id, String how) {
        return ctl().show(ctl().server().post("/nodes/" + Ctl.segment(id) + "/" + how, new JsonObject()));
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }
}
