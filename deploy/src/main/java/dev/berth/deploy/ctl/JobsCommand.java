package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl jobs`.
@Command(name = "jobs", description = "Work that goes on after its command.", synopsisSubcommandLabel = "COMMAND")
final class JobsCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.of("ID", "id"),
            Column.of("KIND", "kind"),
            Column.of("TENANT", "tenant"),
            Column.of("STATE", "state"),
            new Column("DONE", JobsCommand::progress),
            Column.of("BEGAN", "began"));

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Command(description = "List the jobs that run, or have ended within the last day.")
    int list() {
        return ctl().list("/jobs", COLUMNS);
    }

    @Command(description = "Show how far a job is, and what came of it.")
    int show(@Parameters(paramLabel = "ID") String id) {
        return ctl().show(ctl().server().get("/jobs/" + Ctl.segment(id)));
    }

    @Command(description = "Cancel a job.")
    int cancel(@Parameters(paramLabel = "ID") String id) {
        return ctl().show(ctl().server().delete("/jobs/" + Ctl.segment(id)));
    }

    private static String progress(JsonObject job) {
        return job.getInteger("done") + " of " + job.getInteger("total");
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }
}
