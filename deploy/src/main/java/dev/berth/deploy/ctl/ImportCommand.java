package dev.berth.deploy.ctl;

import dev.berth.deploy.ctl.CtlFailed.Exit;
import dev.berth.deploy.ctl.foreign.Format;
import dev.berth.deploy.ctl.foreign.Row;
import dev.berth.deploy.ctl.foreign.Source;
import dev.berth.deploy.ctl.foreign.SourceUnreadable;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

/// `berthctl import`.
@Command(
        name = "import",
        description = {
            "Take over the accounts of another server, with their passwords as it has kept them.",
            "What is there already keeps its password and is changed where the file says otherwise: a second run changes"
                    + " nothing.",
            "",
            "Ends with 0 if every account has come, with 1 if one was skipped."
        })
final class ImportCommand implements Callable<Integer> {

    private static final List<Column> COLUMNS = List.of(
            Column.of("PLACE", "place"),
            Column.of("USER", "user"),
            Column.of("STATE", "state"),
            Column.of("WHY", "why"),
            Column.of("NOT CARRIED OVER", "notes"));

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Parameters(index = "0", paramLabel = "TENANT", description = "Whose accounts they become.")
    String tenant = "";

    @Parameters(
            index = "1",
            paramLabel = "FORMAT",
            converter = FormatName.class,
            completionCandidates = FormatNames.class,
            description = "What the file is: ${COMPLETION-CANDIDATES}.")
    Format format = Format.CSV;

    @Parameters(index = "2", paramLabel = "FILE", description = "The file; /dev/stdin for a pipe.")
    Path file = Path.of("");

    @Option(
            names = "--root",
            paramLabel = "DIRECTORY",
            defaultValue = "/",
            description = "The directory of the other server whose content lies in the tenant's storage root now; homes"
                    + " are taken from there on. Else homes are as they are.")
    String root = "/";

    @Option(names = "--dry-run", description = "Do nothing; tell what would be done.")
    boolean dryRun;

    /// Its names, for the help.
    static final class FormatNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Format.values()).map(Format::toString).iterator();
        }
    }

    /// A format by its name.
    static final class FormatName implements ITypeConverter<Format> {
        @Override
        public Format convert(String name) {
            return Format.named(name)
                    .orElseThrow(() ->
                            new TypeConversionException(name + " is none of " + String.join(", ", new FormatNames())));
        }
    }

    @Override
    public Integer call() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        var rows = new Import(ctl.server(), tenant, dryRun).run(read());
        var list = new JsonArray(rows.stream().map(Taken::json).toList());
        ctl.out().println(ctl.json ? report(rows, list).encodePrettily() : Column.table(COLUMNS, list));
        if (!ctl.json) {
            ctl.out().println(summary(rows));
        }
        ctl.out().flush();
        return rows.stream().anyMatch(row -> row.state() == Taken.State.SKIPPED) ? Exit.REFUSED.code() : 0;
    }

    private List<Row> read() {
        try {
            return format.read(Source.read(file, root));
        } catch (IOException e) {
            throw new CtlFailed(Exit.UNAVAILABLE, "The file " + file + " cannot be read: " + Reason.of(e));
        } catch (SourceUnreadable unreadable) {
            throw new CtlFailed(Exit.REFUSED, String.valueOf(unreadable.getMessage()));
        }
    }

    private JsonObject report(List<Taken> rows, JsonArray list) {
        var report = new JsonObject().put("dryRun", dryRun);
        for (Taken.State state : Taken.State.values()) {
            report.put(state.toString(), count(rows, state));
        }
        return report.put("rows", list);
    }

    private String summary(List<Taken> rows) {
        return Arrays.stream(Taken.State.values())
                .map(state -> count(rows, state) + " " + state)
                .collect(Collectors.joining(", ", dryRun ? "Would be: " : "", "."));
    }

    private static long count(List<Taken> rows, Taken.State state) {
        return rows.stream().filter(row -> row.state() == state).count();
    }
}
