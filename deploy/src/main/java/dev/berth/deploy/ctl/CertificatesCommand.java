package dev.berth.deploy.ctl;

import dev.berth.deploy.ctl.CtlFailed.Exit;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl certificates`.
@Command(
        name = "certificates",
        description = "Certificates of tenants, or of endpoints with --endpoint.",
        synopsisSubcommandLabel = "COMMAND")
final class CertificatesCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.of("NAME", "name"),
            Column.of("KEY", "key"),
            Column.of("HOSTS", "hosts"),
            Column.of("EXPIRES", "expires"));

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Command(description = "List the certificates of a tenant or endpoint.")
    int list(
            @Parameters(paramLabel = "OWNER", description = "The tenant's slug, or the endpoint's name.") String owner,
            @Option(names = "--endpoint", description = "OWNER is an endpoint.") boolean endpoint) {
        return ctl().list(path(owner, endpoint), COLUMNS);
    }

    @Command(description = "Show a certificate; its private key is never shown.")
    int show(
            @Parameters(paramLabel = "OWNER", description = "The tenant's slug, or the endpoint's name.") String owner,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--endpoint", description = "OWNER is an endpoint.") boolean endpoint) {
        return ctl().show(ctl().server().get(path(owner, endpoint) + "/" + Ctl.segment(name)));
    }

    @Command(description = "Give a tenant or endpoint a certificate, or replace the one of that name.")
    int put(
            @Parameters(paramLabel = "OWNER", description = "The tenant's slug, or the endpoint's name.") String owner,
            @Parameters(paramLabel = "NAME", description = "What the owner calls it, such as main.") String name,
            @Parameters(
                            paramLabel = "FILE",
                            arity = "1..3",
                            description = "PEM files with the certificate, its issuers and the private key;"
                                    + " or one PKCS#12 file (.p12 or .pfx).")
                    List<Path> files,
            @Option(
                            names = "--password-file",
                            paramLabel = "FILE",
                            description = "The file that holds the password of the PKCS#12 file.")
                    @Nullable
                    Path passwordFile,
            @Option(names = "--endpoint", description = "OWNER is an endpoint.") boolean endpoint) {
        JsonObject body = body(files, passwordFile);
        return ctl().changed(ctl().server().put(path(owner, endpoint) + "/" + Ctl.segment(name), body), "certificate");
    }

    @Command(description = "Remove a certificate.")
    int remove(
            @Parameters(paramLabel = "OWNER", description = "The tenant's slug, or the endpoint's name.") String owner,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--endpoint", description = "OWNER is an endpoint.") boolean endpoint) {
        return ctl().removed(ctl().server().delete(path(owner, endpoint) + "/" + Ctl.segment(name)));
    }

    private static String path(String owner, boolean endpoint) {
        return (endpoint ? "/endpoints/" : "/tenants/") + Ctl.segment(owner) + "/certificates";
    }

    private static String named(IOException failure) {
        return failure instanceof FileSystemException of ? " " + of.getFile() : "";
    }

    private static JsonObject body(List<Path> files, @Nullable Path passwordFile) {
        try {
            String first = files.getFirst().toString();
            if (first.endsWith(".p12") || first.endsWith(".pfx")) {
                String password = passwordFile == null
                        ? ""
                        : Files.readString(passwordFile).strip();
                String file = Base64.getEncoder().encodeToString(Files.readAllBytes(files.getFirst()));
                return new JsonObject().put("pkcs12", file).put("password", password);
            }
            var pem = new StringBuilder();
            for (Path file : files) {
                pem.append(Files.readString(file)).append('\n');
            }
            return new JsonObject().put("pem", pem.toString());
        } catch (IOException e) {
            throw new CtlFailed(Exit.UNAVAILABLE, "The file" + named(e) + " cannot be read: " + Reason.of(e));
        }
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }
}
