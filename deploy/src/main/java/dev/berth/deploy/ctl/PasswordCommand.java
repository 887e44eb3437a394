package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `berthctl password`.
@Command(
        name = "password",
        description = "Set the password of the administrator who has logged in. Log in again after it.")
final class PasswordCommand implements Callable<Integer> {

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Option(
            names = "--old-file",
            paramLabel = "FILE",
            description = "Holds the old password in its first line. Else it is asked for.")
    @Nullable
    Path oldFile;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Holds the new password in its first line. Else it is asked for, twice.")
    @Nullable
    Path passwordFile;

    @Override
    public Integer call() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        var body = new JsonObject()
                .put("old", PasswordSource.known(oldFile))
                .put("password", PasswordSource.chosen(passwordFile));
        return ctl.done(ctl.server().put("/caller/password", body), "The password is set; log in again.");
    }
}
