package dev.berth.deploy.ctl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.berth.deploy.ctl.CtlFailed.Exit;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl state`.
@Command(
        name = "state",
        description = "All endpoints, tenants and accounts as one document.",
        synopsisSubcommandLabel = "COMMAND")
final class StateCommand {

    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Command(description = "Print the document, which apply takes.")
    int export(
            @Option(
                            names = "--hashes",
                            description =
                                    "With what restores it elsewhere: hashes of passwords, sealed keys and second factors.")
                    boolean hashes) {
        JsonObject document = ctl().server().get("/state" + (hashes ? "?hashes=true" : ""));
        ctl().out().println(document.encodePrettily());
        ctl().out().flush();
        return 0;
    }

    @Command(description = "Bring everything in line with a document; what it leaves out stays what it is.")
    int apply(
            @Parameters(paramLabel = "FILE", description = "The document in JSON; /dev/stdin for a pipe.") Path file,
            @Option(names = "--dry-run", description = "Do nothing; tell what would be done.") boolean dryRun,
            @Option(names = "--prune", description = "Remove what is not named.") boolean prune) {
        JsonObject answer = applied("/state?dryRun=" + dryRun + "&prune=" + prune, document(file));
        ctl().out().println(ctl().json ? answer.encodePrettily() : StatePlan.text(answer));
        ctl().out().flush();
        return 0;
    }

    /// Sends it, and again after each job that it has to wait for.
    ///
    /// @return the last answer, with the steps that were done before
    private JsonObject applied(String path, JsonObject document) {
        var done = new JsonArray();
        JsonObject answer = ctl().server().put(path, document);
        while (answer.getValue("job") instanceof String id) {
            answer.getJsonArray("steps").stream()
                    .map(JsonObject.class::cast)
                    .filter(step -> step.getString("state").equals("done"))
                    .forEach(done::add);
            JsonObject job = ctl().server().ended(id);
            if (!job.getString("state").equals("done")
                    || job.getJsonObject("report").getInteger("refused") > 0) {
                throw new CtlFailed(
                        Exit.REFUSED,
                        "Job " + id + " did not make all accounts; berthctl jobs show " + id
                                + " tells which, and the same document goes on from there");
            }
            answer = ctl().server().put(path, document);
        }
        return answer.put("steps", done.addAll(answer.getJsonArray("steps")));
    }

    /// A document of JSON from a file, in which no member is given twice: the server refuses such a one, too, and would
    /// not see it any more.
    static JsonObject document(Path file) {
        try (JsonParser parser = STRICT.createParser(Files.readString(file))) {
            return object(file, parser);
        } catch (IOException e) {
            throw new CtlFailed(Exit.UNAVAILABLE, "The file " + file + " cannot be read: " + Reason.of(e));
        }
    }

    private static JsonObject object(Path file, JsonParser parser) {
        try {
            if (JacksonCodec.fromParser(parser, Object.class) instanceof JsonObject object) {
                return object;
            }
        } catch (DecodeException e) {
            if (String.valueOf(e.getMessage()).contains("Duplicate field")) {
                throw new CtlFailed(
                        Exit.REFUSED,
                        "The file " + file + " has the member "
                                + parser.getParsingContext().getCurrentName() + " twice in one object");
            }
        }
        throw new CtlFailed(Exit.REFUSED, "The file " + file + " is not an object in JSON");
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }
}
