package dev.berth.packaged.client;

import dev.berth.packaged.Programs;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// FileZilla itself, on a screen that nobody sees. It has no commands: the site comes from its settings, and xdotool
/// clicks a tree and the first entry of its menu, which is to transfer it.
class FilezillaIT extends ClientRound {

    /// Where the first entry below `..` is, in the local list and in the remote one.
    private static final String LOCAL_ENTRY = "60";

    private static final String REMOTE_ENTRY = "660";
    private static final String ENTRY_ROW = "484";
    private static final int ATTEMPTS = 4;

    @Override
    public String version() {
        return "FileZilla " + debianVersion("filezilla");
    }

    @Override
    public List<String> programs() {
        return List.of("filezilla", "Xvfb", "xdotool");
    }

    @Override
    public Set<Way> ways() {
        var ways = new TreeSet<Way>(Way.of(new Way.Family[] {Way.Family.IPV4}, Way.Mode.PASSIVE));
        ways.addAll(Way.of(new Way.Family[] {Way.Family.IPV6}, Way.Mode.ACTIVE));
        return ways;
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.of(Operation.STORE_TREE, Operation.RETRIEVE_TREE);
    }

    @Override
    public void store(Place at, Path from, String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void retrieve(Place at, String name, Path to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void storeTree(Place at, Path from, String name) throws Exception {
        transfer(at, LOCAL_ENTRY, files(from));
    }

    @Override
    public void retrieveTree(Place at, String name, Path to) throws Exception {
        transfer(at, REMOTE_ENTRY, files(at.disk().resolve(name)));
    }

    private static long files(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    private static void transfer(Place at, String entry, long files) throws Exception {
        Path home = Files.createTempDirectory("berth-filezilla");
        Path log = home.resolve("log");
        Process screen = new ProcessBuilder(
                        "Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = screen.inputReader()) {
            String display = ":" + out.readLine();
            configure(home, log, at);
            Process client = filezilla(home, display);
            try {
                await(
                        "the listing",
                        log,
                        () -> says(log, "Directory listing of \"" + at.directory() + "\" successful"));
                begin(display, entry, log);
                await(files + " transfers", log, () -> count(log, "File transfer successful") >= files);
            } finally {
                end(client);
            }
        } finally {
            end(screen);
            forget(home);
        }
    }

    private static void forget(Path home) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /// What is drawn comes a little after what is logged, so a click may come too early.
    private static void begin(String display, String entry, Path log) {
        for (int i = 0; i < ATTEMPTS && !says(log, "Starting "); i++) {
            Programs.Ended _ = Programs.run(
                    Path.of("/"),
                    List.of(
                            "xdotool",
                            "mousemove",
                            entry,
                            ENTRY_ROW,
                            "sleep",
                            "0.5",
                            "click",
                            "1",
                            "sleep",
                            "0.5",
                            "click",
                            "3",
                            "sleep",
                            "1",
                            "key",
                            "Down",
                            "sleep",
                            "0.3",
                            "key",
                            "Return",
                            "sleep",
                            "3",
                            "key",
                            "Escape"),
                    "",
                    Map.of("DISPLAY", display));
        }
    }

    private static Process filezilla(Path home, String display) throws IOException {
        var builder = new ProcessBuilder("filezilla", "-c", "0/berth")
                .redirectOutput(home.resolve("out").toFile())
                .redirectErrorStream(true);
        builder.environment().remove("XDG_CONFIG_HOME");
        builder.environment().putAll(Map.of("HOME", home.toString(), "DISPLAY", display, "LC_ALL", "C.UTF-8"));
        return builder.start();
    }

    private static void configure(Path home, Path log, Place at) throws IOException {
        Path directory = Files.createDirectories(home.resolve(".config/filezilla"));
        write(directory.resolve("filezilla.xml"), """
                <Settings>
                <Setting name="Greeting version">9.99.9</Setting>
                <Setting name="Update Check">0</Setting>
                <Setting name="Logging file">%s</Setting>
                <Setting name="Window position and size">1 0 0 1200 800 </Setting>
                </Settings>
                """.formatted(log));
        write(directory.resolve("trustedcerts.xml"), """
                <TrustedCerts/><InsecureHosts><Host Port="%d">%s</Host></InsecureHosts>
                """.formatted(at.port(), at.host()));
        String name = at.directory().substring(1);
        write(directory.resolve("sitemanager.xml"), """
                <Servers><Server><Host>%s</Host><Port>%d</Port><Protocol>6</Protocol><Type>0</Type><User>%s</User>
                <Pass encoding="base64">%s</Pass><Logontype>1</Logontype><PasvMode>%s</PasvMode>
                <EncodingType>Auto</EncodingType><Name>berth</Name><LocalDir>%s</LocalDir>
                <RemoteDir>1 0 %d %s</RemoteDir></Server></Servers>
                """.formatted(
                        at.host(),
                        at.port(),
                        at.user(),
                        Base64.getEncoder().encodeToString(at.password().getBytes(StandardCharsets.UTF_8)),
                        at.way().isActive() ? "MODE_ACTIVE" : "MODE_PASSIVE",
                        at.local(),
                        name.length(),
                        name));
    }

    private static void write(Path file, String content) throws IOException {
        Files.writeString(
                file,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<FileZilla3 version=\"3.63.0\" platform=\"*nix\">\n"
                        + content + "</FileZilla3>\n");
    }

    private static boolean says(Path log, String text) {
        return count(log, text) > 0;
    }

    private static long count(Path log, String text) {
        try {
            return Files.exists(log)
                    ? Files.readString(log)
                            .lines()
                            .filter(line -> line.contains(text))
                            .count()
                    : 0;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void await(String what, Path log, BooleanSupplier holds) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "waited in vain for " + what + ":\n" + (Files.exists(log) ? Files.readString(log) : "no log"));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
