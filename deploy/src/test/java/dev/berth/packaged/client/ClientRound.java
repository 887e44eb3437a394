package dev.berth.packaged.client;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.berth.packaged.Printed;
import dev.berth.packaged.Programs;
import dev.berth.packaged.SharedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// One client's round: each of its operations each way. A subclass says how the client is called.
@Tag("client")
@Tag("packaged")
abstract class ClientRound implements Client {

    @RegisterExtension
    static final SharedServer SERVER = new SharedServer();

    private static final AtomicInteger PLACES = new AtomicInteger();

    @TempDir
    Path local;

    @TestFactory
    Stream<DynamicNode> round() {
        Programs.require(programs());
        SERVER.metBy(version());
        return ways().stream().map(way -> dynamicContainer(way.toString(), operations(way)));
    }

    private Stream<DynamicNode> operations(Way way) {
        return operations().stream()
                .map(operation -> dynamicTest(
                        operation.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        () -> operation.run(this, place(way))));
    }

    /// A directory of its own for each operation, so that none sees what another left.
    private Place place(Way way) throws Exception {
        Printed.Tenant north = SERVER.server().printed().tenants().get("north");
        String name = "place-" + PLACES.incrementAndGet();
        Path disk = Files.createDirectory(SERVER.server().home("north").resolve(name));
        Path own = Files.createDirectory(local.resolve(name));
        return new Place(way, north.port(), north.user(), north.password(), "/" + name, disk, own);
    }

    /// Calls a program in the client's directory, and fails if it does.
    static String call(Place at, List<String> command) {
        return Programs.run(at.local(), command).orFail().out();
    }

    /// The first line that a program prints of itself.
    static String firstLine(String... command) {
        Programs.Ended ended = Programs.run(Path.of("/"), List.of(command));
        return (ended.out() + ended.err())
                .lines()
                .findFirst()
                .orElse(command[0])
                .strip();
    }

    /// The version of the Debian package, for programs that do not tell theirs.
    static String debianVersion(String name) {
        return Programs.isThere("dpkg-query") ? firstLine("dpkg-query", "-W", "-f", "${Version}\n", name) : "";
    }
}
