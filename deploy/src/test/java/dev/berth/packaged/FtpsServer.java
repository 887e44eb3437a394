package dev.berth.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A packaged server of a test's own, with the tenants that demand TLS.
///
/// @param server running
/// @param tenants its tenants
public record FtpsServer(PackagedServer server, FtpsTenants tenants) implements AutoCloseable {

    /// Starts one.
    ///
    /// @param directory for all that it writes
    /// @param settings such as `tls.policy=modern`
    public static FtpsServer with(Path directory, String... settings) throws IOException {
        String[] words =
                Stream.of(settings).flatMap(each -> Stream.of("--set", each)).toArray(String[]::new);
        Path own = Files.createDirectory(directory.resolve("server"));
        PackagedServer server =
                PackagedServer.serving(PackagedServer.Start.demo(own).with(words));
        try {
            return new FtpsServer(server, FtpsTenants.of(server, own));
        } catch (IOException | RuntimeException | AssertionError e) {
            server.close();
            throw e;
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
