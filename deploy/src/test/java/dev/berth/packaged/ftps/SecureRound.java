package dev.berth.packaged.ftps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.berth.packaged.FtpsTenants;
import dev.berth.packaged.Programs;
import dev.berth.packaged.SharedServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// One FTPS client's round: login, list, up, down, resume, abort, explicit and implicit, TLS 1.2 and 1.3; a hundred
/// times a small file over one session. Those that `berth.many` names do that five hundred times, and a file of 1 GiB
/// goes by those that `berth.large` names: in `verify` by one of them each, in `deploy/verify-long` by all that can.
@Tag("client")
@Tag("packaged")
abstract class SecureRound {

    @RegisterExtension
    static final SharedServer SERVER = new SharedServer();

    private static final int SIZE = 1_500_007;
    private static final int MEBIBYTE = 1 << 20;
    private static final AtomicInteger PLACES = new AtomicInteger();

    @TempDir
    Path local;

    private byte[] content = {};

    abstract String version();

    abstract List<String> programs();

    /// How it can reach a server.
    Set<Secure> ways() {
        return EnumSet.allOf(Secure.class);
    }

    /// Where it is asked to move many files and a large one.
    Secure mainWay() {
        return Secure.EXPLICIT_1_3;
    }

    /// Whether it is asked to move many files at all.
    boolean movesMany() {
        return true;
    }

    /// How many small files that are.
    final int manyOfThem() {
        return isNamedBy("berth.many", "PythonFtpsIT") ? 500 : 100;
    }

    /// Whose rules it can keep: the strict one's, if it resumes the control connection's session for its data.
    FtpsTenants.Tenant tenant(FtpsTenants tenants) {
        return tenants.strict();
    }

    abstract void store(Place at, Path from, String name) throws Exception;

    abstract void retrieve(Place at, String name, Path to) throws Exception;

    /// Completes `name`, of which the server has the first part.
    abstract void resumeStore(Place at, Path from, String name) throws Exception;

    /// Completes a file of which the client has the first part.
    abstract void resumeRetrieve(Place at, String name, Path to) throws Exception;

    abstract String list(Place at) throws Exception;

    /// Begins to retrieve `name`, which is large, and gives up; then the session is used for something else, if the
    /// client can do that.
    abstract void abort(Place at, String name) throws Exception;

    /// Retrieves `name` [#manyOfThem] times over one session into files of the directory `to`, or stores `from` as
    /// often as `many-1` and so on.
    abstract void many(Place at, String name, Path to, Path from) throws Exception;

    @TestFactory
    Stream<DynamicTest> round() {
        Programs.require(programs());
        SERVER.metBy(version() + " (FTPS)");
        content = new byte[SIZE];
        new Random(SIZE).nextBytes(content);
        List<DynamicTest> tests = new ArrayList<>();
        for (Secure way : ways()) {
            tests.add(dynamicTest(way + ": up, down and list", () -> move(place(way))));
            tests.add(dynamicTest(way + ": resume", () -> resume(place(way))));
            tests.add(dynamicTest(way + ": abort", () -> giveUp(place(way))));
        }
        if (movesMany()) {
            tests.add(dynamicTest(mainWay() + ": many small files", () -> manyFiles(place(mainWay()))));
        }
        if (isNamedBy("berth.large", "CurlFtpsIT")) {
            tests.add(dynamicTest(mainWay() + ": 1 GiB both ways", () -> large(place(mainWay()))));
        }
        return tests.stream();
    }

    private boolean isNamedBy(String property, String initial) {
        return List.of(System.getProperty(property, initial).split(",", -1))
                .contains(getClass().getSimpleName());
    }

    private void move(Place at) throws Exception {
        store(at, Files.write(at.local().resolve("up"), content), "there");
        assertThat(at.disk().resolve("there")).hasBinaryContent(content);
        store(at, Files.write(at.local().resolve("none"), new byte[0]), "empty");
        assertThat(at.disk().resolve("empty")).isEmptyFile();
        retrieve(at, "there", at.local().resolve("back"));
        assertThat(at.local().resolve("back")).hasBinaryContent(content);
        assertThat(list(at)).contains("there").contains("empty");
    }

    private void resume(Place at) throws Exception {
        Files.write(at.disk().resolve("half"), Arrays.copyOf(content, SIZE / 3));
        resumeStore(at, Files.write(at.local().resolve("half"), content), "half");
        assertThat(at.disk().resolve("half")).hasBinaryContent(content);
        Path part = Files.write(at.local().resolve("part"), Arrays.copyOf(content, SIZE / 2));
        resumeRetrieve(at, "half", part);
        assertThat(part).hasBinaryContent(content);
    }

    private void giveUp(Place at) throws Exception {
        try (OutputStream large = Files.newOutputStream(at.disk().resolve("large"))) {
            for (int i = 0; i < 40; i++) {
                large.write(content);
            }
        }
        abort(at, "large");
        store(at, Files.write(at.local().resolve("up"), content), "after");
        assertThat(at.disk().resolve("after")).hasBinaryContent(content);
    }

    private void manyFiles(Place at) throws Exception {
        byte[] small = Arrays.copyOf(content, 1234);
        Files.write(at.disk().resolve("small"), small);
        Path to = Files.createDirectory(at.local().resolve("many"));
        many(at, "small", to, Files.write(at.local().resolve("small"), small));
        assertThat(all(to))
                .hasSize(manyOfThem())
                .allSatisfy(file -> assertThat(file).hasBinaryContent(small));
        List<Path> stored = all(at.disk()).stream()
                .filter(file -> file.getFileName().toString().startsWith("many-"))
                .toList();
        assertThat(stored)
                .matches(files -> files.isEmpty() || files.size() == manyOfThem())
                .allSatisfy(file -> assertThat(file).hasBinaryContent(small));
    }

    private void large(Place at) throws Exception {
        Path from = at.local().resolve("gigabyte");
        try (OutputStream out = Files.newOutputStream(from)) {
            byte[] piece = Arrays.copyOf(content, MEBIBYTE);
            for (int i = 0; i < 1024; i++) {
                piece[0] = (byte) i;
                piece[1] = (byte) (i >> 8);
                out.write(piece);
            }
        }
        store(at, from, "gigabyte");
        assertThat(Files.mismatch(from, at.disk().resolve("gigabyte"))).isEqualTo(-1);
        Path back = at.local().resolve("gigabyte.back");
        retrieve(at, "gigabyte", back);
        assertThat(Files.mismatch(from, back)).isEqualTo(-1);
        Files.delete(back);
        Files.delete(at.disk().resolve("gigabyte"));
        Files.delete(from);
    }

    private Place place(Secure way) throws IOException {
        FtpsTenants tenants = SERVER.ftps();
        FtpsTenants.Tenant tenant = tenant(tenants);
        String name = "ftps-" + PLACES.incrementAndGet();
        Path disk = Files.createDirectories(tenant.home().resolve(name));
        Path own = Files.createDirectory(local.resolve(name));
        return new Place(way, tenant, "/" + name, disk, own, tenants.authority().file());
    }

    private static List<Path> all(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
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
}
