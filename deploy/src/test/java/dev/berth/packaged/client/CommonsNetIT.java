package dev.berth.packaged.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;

/// Apache Commons Net, in this JVM.
class CommonsNetIT extends ClientRound {

    /// One use of an open client.
    private interface Use<T> {
        T of(FTPClient client) throws IOException;
    }

    @Override
    public String version() {
        return "Commons Net " + FTPClient.class.getPackage().getImplementationVersion();
    }

    @Override
    public List<String> programs() {
        return List.of();
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.complementOf(EnumSet.of(Operation.STORE_TREE, Operation.RETRIEVE_TREE));
    }

    @Override
    public void store(Place at, Path from, String name) throws IOException {
        done(at, client -> {
            try (InputStream content = Files.newInputStream(from)) {
                return client.storeFile(name, content);
            }
        });
    }

    @Override
    public void retrieve(Place at, String name, Path to) throws IOException {
        done(at, client -> {
            try (OutputStream content = Files.newOutputStream(to)) {
                return client.retrieveFile(name, content);
            }
        });
    }

    @Override
    public void resumeStore(Place at, Path from, String name) throws IOException {
        done(at, client -> {
            long there = Long.parseLong(client.getSize(name));
            try (InputStream content = Files.newInputStream(from)) {
                content.skipNBytes(there);
                client.setRestartOffset(there);
                return client.storeFile(name, content);
            }
        });
    }

    @Override
    public void resumeRetrieve(Place at, String name, Path to) throws IOException {
        done(at, client -> {
            client.setRestartOffset(Files.size(to));
            try (OutputStream content = Files.newOutputStream(to, StandardOpenOption.APPEND)) {
                return client.retrieveFile(name, content);
            }
        });
    }

    @Override
    public String list(Place at) throws IOException {
        return use(
                        at,
                        client -> Arrays.stream(client.listFiles())
                                .map(FTPFile::getName)
                                .collect(Collectors.joining("\n")))
                + use(
                        at,
                        client -> Arrays.stream(client.mlistDir())
                                .map(FTPFile::getName)
                                .collect(Collectors.joining("\n")));
    }

    @Override
    public void change(Place at) throws IOException {
        done(
                at,
                client -> client.makeDirectory("made")
                        && client.rename("old", "new")
                        && client.deleteFile("gone")
                        && client.removeDirectory("left"));
    }

    private static void done(Place at, Use<Boolean> use) throws IOException {
        boolean done = use(at, use);
        assertThat(done).isTrue();
    }

    private static FTPClient client(Place at) {
        return switch (at.way().protection()) {
            case PLAIN -> new FTPClient();
        };
    }

    private static <T> T use(Place at, Use<T> use) throws IOException {
        FTPClient client = client(at);
        client.setControlEncoding(StandardCharsets.UTF_8);
        client.setConnectTimeout(10_000);
        client.setDataTimeout(Duration.ofSeconds(30));
        client.connect(at.host(), at.port());
        try {
            assertThat(client.login(at.user(), at.password())).isTrue();
            assertThat(client.changeWorkingDirectory(at.directory())).isTrue();
            assertThat(client.setFileType(FTP.BINARY_FILE_TYPE)).isTrue();
            if (at.way().isActive()) {
                client.enterLocalActiveMode();
            } else {
                client.enterLocalPassiveMode();
            }
            T result = use.of(client);
            assertThat(client.logout()).isTrue();
            return result;
        } finally {
            client.disconnect();
        }
    }
}
