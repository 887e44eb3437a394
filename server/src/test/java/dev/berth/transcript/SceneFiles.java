package dev.berth.transcript;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.NodeUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The files of the account's home, as the directions of a transcript speak of them; see [Scene].
final class SceneFiles {

    private static final Pattern FILE = Pattern.compile("(?s)(.+?) (= ?(.*)|of (\\d+) octets)");

    private final Path home;

    SceneFiles(Path home) {
        this.home = home;
    }

    /// Octets that are easy to tell apart when some are missing, twice there or in another place.
    static byte[] pattern(int size) {
        byte[] octets = new byte[size];
        for (int i = 0; i < size; i++) {
            octets[i] = (byte) (i ^ i >>> 8 ^ i >>> 16);
        }
        return octets;
    }

    void write(String text) throws IOException {
        Matcher parts = parts(text);
        Path file = at(parts.group(1));
        Files.createDirectories(file.getParent());
        Files.write(file, content(parts));
    }

    void writeMany(String[] words) throws IOException {
        Path directory = Files.createDirectories(at(words[1]));
        for (int i = 0; i < Integer.parseInt(words[0]); i++) {
            Files.createFile(directory.resolve("a-name-of-a-hundred-letters-".repeat(4) + i));
        }
    }

    void makeDirectory(String name) throws IOException {
        Files.createDirectories(at(name));
    }

    void link(String text) throws IOException {
        String[] ends = text.split(" -> ", 2);
        Files.createSymbolicLink(at(ends[0]), Path.of(ends[1]));
    }

    void setModified(String text) throws IOException {
        int space = text.lastIndexOf(' ');
        Files.setLastModifiedTime(at(text.substring(0, space)), FileTime.from(instant(text.substring(space + 1))));
    }

    void setMode(String text) throws IOException {
        Files.setPosixFilePermissions(at(text.substring(4)), bits(text.substring(0, 3)));
    }

    void check(String text) throws IOException {
        Matcher parts = parts(text);
        Path file = at(parts.group(1));
        must(Files.isRegularFile(file), parts.group(1) + " is not a file");
        byte[] expected = content(parts);
        byte[] actual = Files.readAllBytes(file);
        must(
                Arrays.equals(expected, actual),
                parts.group(1) + " has "
                        + (actual.length > 200
                                ? actual.length + " octets"
                                : Escapes.show(new String(actual, ISO_8859_1))));
    }

    void awaitFile(String text) {
        Matcher parts = FILE.matcher(text);
        boolean sized = parts.matches() && parts.group(4) != null;
        Path file = at(sized ? parts.group(1) : text);
        long size = sized ? Long.parseLong(parts.group(4)) : 0;
        NodeUnderTest.await(text, () -> file.toFile().exists() && file.toFile().length() >= size);
    }

    void checkOnly(List<String> names) throws IOException {
        try (Stream<Path> entries = Files.list(home)) {
            Set<String> there = new TreeSet<>(
                    entries.map(entry -> entry.getFileName().toString()).toList());
            Set<String> expected =
                    new TreeSet<>(names.stream().map(name -> decode(name)).toList());
            must(there.equals(expected), "the home has " + there);
        }
    }

    void checkDirectory(String name) {
        must(Files.isDirectory(at(name)), name + " is not a directory");
    }

    void checkNothing(String name) {
        must(!Files.exists(at(name), LinkOption.NOFOLLOW_LINKS), name + " is there");
    }

    /// Whether these are the octets of a file.
    void checkSame(String name, String octets) throws IOException {
        must(
                Arrays.equals(Files.readAllBytes(at(name)), octets.getBytes(ISO_8859_1)),
                "other octets came over the data connection");
    }

    private Path at(String name) {
        return home.resolve(decode(name));
    }

    private static Matcher parts(String text) {
        Matcher parts = FILE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a file is NAME = TEXT or NAME of N octets: " + text);
        }
        return parts;
    }

    private static byte[] content(Matcher parts) {
        return parts.group(4) != null
                ? pattern(Integer.parseInt(parts.group(4)))
                : Escapes.decode(parts.group(3)).getBytes(ISO_8859_1);
    }

    /// The name that a transcript means by this.
    static String decode(String name) {
        return new String(Escapes.decode(name).getBytes(ISO_8859_1), UTF_8);
    }

    private static Instant instant(String text) {
        return text.endsWith("d")
                ? Instant.now().plus(Long.parseLong(text.substring(0, text.length() - 1)), ChronoUnit.DAYS)
                : Instant.parse(text);
    }

    private static Set<PosixFilePermission> bits(String octal) {
        int mode = Integer.parseInt(octal, 8);
        Set<PosixFilePermission> bits = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int i = 0; i < all.length; i++) {
            if ((mode & 0400 >> i) != 0) {
                bits.add(all[i]);
            }
        }
        return bits;
    }

    private static void must(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
