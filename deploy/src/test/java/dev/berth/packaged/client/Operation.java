package dev.berth.packaged.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

/// What is asked of every client that can do it, and what must come of it. What the server has is looked at on its
/// disk.
enum Operation {
    /// A file that is more than a piece of sendfile and a gathered write, and an empty one.
    STORE {
        @Override
        void run(Client client, Place at) throws Exception {
            for (byte[] content : new byte[][] {content(at, LARGE), {}}) {
                Path from = Files.write(at.local().resolve("from-" + content.length), content);
                String name = "stored-" + content.length;
                client.store(at, from, name);
                assertThat(at.disk().resolve(name)).hasBinaryContent(content);
            }
        }
    },

    /// The same the other way.
    RETRIEVE {
        @Override
        void run(Client client, Place at) throws Exception {
            for (byte[] content : new byte[][] {content(at, LARGE), {}}) {
                String name = "kept-" + content.length;
                Files.write(at.disk().resolve(name), content);
                Path to = at.local().resolve("to-" + content.length);
                client.retrieve(at, name, to);
                assertThat(to).hasBinaryContent(content);
            }
        }
    },

    /// A file that is there already is replaced as a whole.
    REPLACE {
        @Override
        void run(Client client, Place at) throws Exception {
            Files.write(at.disk().resolve("file"), content(at, LARGE));
            client.store(at, Files.writeString(at.local().resolve("file"), "new\n"), "file");
            assertThat(at.disk().resolve("file")).hasContent("new\n");
        }
    },

    /// Names reach the disk and come back as they are.
    STORE_AND_RETRIEVE_HARD_NAMES {
        @Override
        void run(Client client, Place at) throws Exception {
            for (String name : client.names()) {
                Path from = Files.writeString(at.local().resolve(name), "content of " + name);
                client.store(at, from, name);
                assertThat(at.disk().resolve(name)).hasContent("content of " + name);
                Path to = Files.createDirectory(
                                at.local().resolve("back-" + client.names().indexOf(name)))
                        .resolve(name);
                client.retrieve(at, name, to);
                assertThat(to).hasContent("content of " + name);
            }
        }
    },

    /// The second half of an upload.
    RESUME_STORE {
        @Override
        void run(Client client, Place at) throws Exception {
            byte[] content = content(at, LARGE);
            Files.write(at.disk().resolve("half"), Arrays.copyOf(content, LARGE / 3));
            client.resumeStore(at, Files.write(at.local().resolve("half"), content), "half");
            assertThat(at.disk().resolve("half")).hasBinaryContent(content);
        }
    },

    /// The second half of a download.
    RESUME_RETRIEVE {
        @Override
        void run(Client client, Place at) throws Exception {
            byte[] content = content(at, LARGE);
            Files.write(at.disk().resolve("half"), content);
            Path to = Files.write(at.local().resolve("half"), Arrays.copyOf(content, LARGE / 3));
            client.resumeRetrieve(at, "half", to);
            assertThat(to).hasBinaryContent(content);
        }
    },

    /// A tree with empty and nested directories, upwards.
    STORE_TREE {
        @Override
        void run(Client client, Place at) throws Exception {
            Path from = tree(at.local().resolve("tree"));
            client.storeTree(at, from, "tree");
            assertThat(files(at.disk().resolve("tree"))).isEqualTo(files(from));
        }
    },

    /// And downwards.
    RETRIEVE_TREE {
        @Override
        void run(Client client, Place at) throws Exception {
            Path kept = tree(at.disk().resolve("tree"));
            client.retrieveTree(at, "tree", at.local().resolve("tree"));
            assertThat(files(at.local().resolve("tree"))).isEqualTo(files(kept));
        }
    },

    /// A listing shows files and directories.
    LIST {
        @Override
        void run(Client client, Place at) throws Exception {
            Files.writeString(at.disk().resolve("a file.txt"), "12345");
            Files.createDirectory(at.disk().resolve("directory"));
            assertThat(client.list(at)).contains("a file.txt").contains("directory");
        }
    },

    /// Directories and files are made, renamed and removed.
    CHANGE {
        @Override
        void run(Client client, Place at) throws Exception {
            Files.writeString(at.disk().resolve("old"), "renamed");
            Files.writeString(at.disk().resolve("gone"), "");
            Files.createDirectory(at.disk().resolve("left"));
            client.change(at);
            assertThat(at.disk().resolve("made")).isDirectory();
            assertThat(at.disk().resolve("new")).hasContent("renamed");
            assertThat(at.disk()).isDirectoryNotContaining(path -> path.endsWith("old"));
            assertThat(at.disk()).isDirectoryNotContaining(path -> path.endsWith("gone"));
            assertThat(at.disk()).isDirectoryNotContaining(path -> path.endsWith("left"));
        }
    };

    private static final int LARGE = 3 * 1024 * 1024 + 7;

    abstract void run(Client client, Place at) throws Exception;

    /// Bytes of every value, the same for each place.
    private static byte[] content(Place at, int length) {
        byte[] content = new byte[length];
        new Random(at.directory().hashCode()).nextBytes(content);
        return content;
    }

    private static Path tree(Path root) throws IOException {
        Files.createDirectories(root.resolve("a/b/c"));
        Files.createDirectories(root.resolve("two words"));
        Files.writeString(root.resolve("top.txt"), "top");
        Files.writeString(root.resolve("a/b/c/deep.txt"), "deep");
        Files.writeString(root.resolve("two words/grüße.txt"), "umlauts");
        for (int i = 0; i < 12; i++) {
            Files.writeString(root.resolve("a/file-" + i), "x".repeat(i * 1000));
        }
        return root;
    }

    /// Every file below a directory with its content, in order.
    private static String files(Path root) throws IOException {
        var text = new StringBuilder();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.filter(Files::isRegularFile).sorted().toList()) {
                text.append(root.relativize(path)).append(": ");
                text.append(Files.readString(path, StandardCharsets.UTF_8)).append('\n');
            }
        }
        return text.toString();
    }
}
