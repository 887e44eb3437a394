package dev.berth.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/// One packaged server for all tests that only speak FTP with it; it ends with the last of them. That no event loop
/// was blocked meanwhile is one of its tests.
public final class SharedServer implements BeforeAllCallback {

    private static final Namespace NAMESPACE = Namespace.create(SharedServer.class);

    private PackagedServer server;
    private Running running;

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(Running.class);
        server = running.server;
    }

    /// The server.
    public PackagedServer server() {
        return server;
    }

    /// Tenants of it that demand TLS.
    public FtpsTenants ftps() {
        return running.ftps();
    }

    /// Notes a client for the summary at the end of the build.
    public void metBy(String version) {
        running.clients.add(version);
    }

    /// The server's life.
    private static final class Running implements AutoCloseable {

        private final Path directory;
        private final PackagedServer server;
        private final Set<String> clients = new ConcurrentSkipListSet<>();
        private Optional<FtpsTenants> ftps = Optional.empty();

        Running() throws IOException {
            directory = Files.createTempDirectory("berth-shared");
            server = PackagedServer.serving(PackagedServer.Start.demo(directory).with(settings()));
            // It looks for them once, before clients make and remove directories beside them.
            server.printed().tenants().keySet().forEach(server::home);
        }

        /// Made when the first test asks for them.
        synchronized FtpsTenants ftps() {
            if (ftps.isEmpty()) {
                try {
                    ftps = Optional.of(FtpsTenants.of(server, directory));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return ftps.get();
        }

        /// `deploy/verify-long` varies some settings.
        private static String[] settings() {
            return Stream.of(System.getProperty("berth.settings", "").split(" ", -1))
                    .filter(setting -> !setting.isEmpty())
                    .flatMap(setting -> Stream.of("--set", setting))
                    .toArray(String[]::new);
        }

        @Override
        public void close() throws IOException {
            server.close();
            Files.write(Distribution.reports().resolve("clients.txt"), clients);
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
            server.assertNoLoopWasBlocked();
        }
    }
}
