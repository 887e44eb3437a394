package dev.berth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/// Looks for what a session may leave behind, from the outside: what the operating system says of this process's
/// sockets and files.
public final class NodeUnderTestLeaks {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final String LISTENING = "0A";
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private final IntPredicate ports;
    private final NodeUnderTest node;

    /// @param ports whether a port is the node's
    NodeUnderTestLeaks(NodeUnderTest node, IntPredicate ports) {
        this.node = node;
        this.ports = ports;
    }

    /// Waits until nothing of a person's sessions is left: no connection, no open file, no reservation, no live
    /// session.
    ///
    /// @throws AssertionError naming what is left
    public void check(NodeUnderTestPerson person) {
        NodeUnderTest.await(() -> left(person), "nothing to be left of the session");
    }

    private String left(NodeUnderTestPerson person) {
        try {
            List<String> left = new ArrayList<>(connections());
            left.addAll(openFiles(person.home()));
            left.addAll(temporaryFiles(person.home()));
            left.addAll(node.inside());
            return String.join(", ", left);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /// The node's own ends of connections, the listening ones not counted.
    private List<String> connections() throws IOException {
        Set<String> mine = new HashSet<>();
        for (String target : targets()) {
            if (target.startsWith("socket:[")) {
                mine.add(target.substring("socket:[".length(), target.length() - 1));
            }
        }
        List<String> open = new ArrayList<>();
        for (Path table : TABLES) {
            if (Files.isReadable(table)) {
                for (String row : Files.readAllLines(table)) {
                    String[] columns = row.strip().split("\\s+", -1);
                    if (columns.length > INODE
                            && !columns[LOCAL].equals("local_address")
                            && !columns[STATE].equals(LISTENING)
                            && mine.contains(columns[INODE])
                            && ports.test(port(columns[LOCAL]))) {
                        open.add("a connection on port " + port(columns[LOCAL]) + " in state " + columns[STATE]);
                    }
                }
            }
        }
        return open;
    }

    private static List<String> openFiles(Path home) throws IOException {
        return targets().stream()
                .filter(target -> target.startsWith(home.toString()))
                .map(target -> "the open file " + target)
                .toList();
    }

    private static List<String> temporaryFiles(Path home) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            return all.filter(file -> file.getFileName().toString().startsWith(".berth"))
                    .map(file -> "the temporary file " + file)
                    .toList();
        }
    }

    private static List<String> targets() throws IOException {
        List<String> targets = new ArrayList<>();
        if (!Files.isDirectory(DESCRIPTORS)) {
            return targets;
        }
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            for (Path descriptor : descriptors.toList()) {
                try {
                    targets.add(Files.readSymbolicLink(descriptor).toString());
                } catch (IOException _) {
                    // closed meanwhile
                }
            }
        }
        return targets;
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
    }
}
