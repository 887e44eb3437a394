package dev.berth.deploy.ctl;

import dev.berth.deploy.ctl.CtlFailed.Exit;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl login`.
@Command(
        name = "login",
        description =
                "Log in by name and password, for a token that holds for a short time. It is printed, or written to"
                        + " a file for BERTH_TOKEN_FILE.")
final class LoginCommand implements Callable<Integer> {

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Parameters(paramLabel = "NAME", description = "Of the administrator.")
    String name = "";

    @Option(names = "--tenant", description = "Whose administrator it is; the whole system's unless given.")
    @Nullable
    String tenant;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Holds the password in its first line; /dev/stdin for a pipe. Else it is asked for.")
    @Nullable
    Path passwordFile;

    @Option(names = "--to", paramLabel = "FILE", description = "Where the token is written, for its owner only.")
    @Nullable
    Path file;

    @Override
    public Integer call() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        var body = new JsonObject().put("name", name).put("password", PasswordSource.known(passwordFile));
        TenantsCommand.putIfGiven(body, "tenant", tenant);
        JsonObject answer = ctl.stranger().post("/login", body);
        if (file == null) {
            return ctl.done(answer, answer.getString("token"));
        }
        write(file, answer.getString("token"));
        answer.remove("token");
        return ctl.done(answer, "Logged in until " + answer.getString("expires") + ".");
    }

    private static void write(Path file, String token) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, token + "\n");
        } catch (IOException e) {
            throw new CtlFailed(Exit.UNAVAILABLE, "The file " + file + " cannot be written: " + Reason.of(e));
        } catch (UnsupportedOperationException _) {
            throw new CtlFailed(
                    Exit.UNAVAILABLE,
                    "The file " + file + " cannot be written: its file system keeps nobody else from reading it");
        }
    }
}
