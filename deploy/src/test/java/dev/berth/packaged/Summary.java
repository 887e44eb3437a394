package dev.berth.packaged;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Prints, at the end of the build, how many tests ran against what. It reads the reports of all modules.
public final class Summary {

    /// What a test class runs against, by its name; the first that fits.
    private static final Map<String, Pattern> KINDS = new LinkedHashMap<>();

    static {
        kind("real clients, packaged server", "dev\\.berth\\.packaged\\.client\\..*");
        kind("packaged server", "dev\\.berth\\.packaged\\..*");
        kind("PostgreSQL", ".*Postgres.*");
        kind("H2", "dev\\.berth\\..*H2.*");
        kind("transcripts, server in the JVM", "dev\\.berth\\.(transcript|quirk)\\..*");
        kind("boundaries (ArchUnit)", ".*ArchitectureTest");
        kind("server, storage, API in the JVM", ".*");
    }

    private static final Pattern SUITE = Pattern.compile("<testsuite [^>]*>");
    private static final Pattern ATTRIBUTE = Pattern.compile("\\b(\\w+)=\"([^\"]*)\"");

    private Summary() {}

    private static void kind(String name, String classes) {
        KINDS.put(name, Pattern.compile(classes));
    }

    /// What ran of one kind.
    private record Count(int tests, int skipped, double seconds) {

        Count and(Map<String, String> suite) {
            return new Count(
                    tests + Integer.parseInt(suite.getOrDefault("tests", "0")),
                    skipped + Integer.parseInt(suite.getOrDefault("skipped", "0")),
                    seconds + Double.parseDouble(suite.getOrDefault("time", "0").replace(",", "")));
        }
    }

    /// Prints the summary.
    ///
    /// @param words the root of the work tree
    public static void main(String[] words) throws IOException {
        Path root = Path.of(words[0]);
        Map<String, Count> counts = new LinkedHashMap<>();
        KINDS.keySet().forEach(name -> counts.put(name, new Count(0, 0, 0)));
        for (String module : List.of("server", "admin-api", "deploy")) {
            for (String reports : List.of("surefire-reports", "failsafe-reports")) {
                for (Map<String, String> suite : suites(root.resolve(module + "/target/" + reports))) {
                    counts.computeIfPresent(kindOf(suite.getOrDefault("name", "")), (_, count) -> count.and(suite));
                }
            }
        }
        print(counts, root.resolve("deploy/target/clients.txt"));
    }

    private static void print(Map<String, Count> counts, Path clients) throws IOException {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        out.println();
        out.println("Tests that ran, and against what:");
        counts.forEach((name, count) -> out.printf(
                "  %5d  %-34s %6.0f s%s%n",
                count.tests() - count.skipped(),
                name,
                count.seconds(),
                count.skipped() == 0 ? "" : "  (" + count.skipped() + " skipped)"));
        out.printf(
                "  %5d  in all%n",
                counts.values().stream()
                        .mapToInt(count -> count.tests() - count.skipped())
                        .sum());
        if (Files.exists(clients)) {
            out.println("Clients: " + String.join(", ", Files.readAllLines(clients)));
        }
        out.println();
    }

    private static String kindOf(String suite) {
        return KINDS.entrySet().stream()
                .filter(kind -> kind.getValue().matcher(suite).matches())
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static List<Map<String, String>> suites(Path reports) throws IOException {
        if (!Files.isDirectory(reports)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(reports)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .map(Summary::suite)
                    .toList();
        }
    }

    private static Map<String, String> suite(Path report) {
        try {
            Matcher head = SUITE.matcher(Files.readString(report));
            Map<String, String> attributes = new LinkedHashMap<>();
            if (head.find()) {
                Matcher attribute = ATTRIBUTE.matcher(head.group());
                while (attribute.find()) {
                    attributes.put(attribute.group(1), attribute.group(2));
                }
            }
            return attributes;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
