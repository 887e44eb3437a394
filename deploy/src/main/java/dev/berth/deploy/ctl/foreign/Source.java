package dev.berth.deploy.ctl.foreign;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// A file of another server. It may hold anything.
///
/// @param text of it; what is not UTF-8 is replaced by U+FFFD
/// @param root the directory of the other server that becomes the tenant's storage root
public record Source(String text, String root) {

    private static final int MOST_OCTETS = 64 << 20;
    private static final int LONGEST_ROW = 16_384;

    /// What some programs write before the first character of UTF-8.
    private static final String MARK = "\uFEFF";

    private static final char REPLACED = '\uFFFD';

    /// Reads a file.
    ///
    /// @throws SourceUnreadable if it is larger than 64 MiB
    /// @throws IOException if it cannot be read
    public static Source read(Path file, String root) throws SourceUnreadable, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(MOST_OCTETS + 1);
            if (octets.length > MOST_OCTETS) {
                throw new SourceUnreadable("The file " + file + " is larger than 64 MiB: import it in parts");
            }
            String text = new String(octets, StandardCharsets.UTF_8);
            return new Source(text.startsWith(MARK) ? text.substring(1) : text, root);
        }
    }

    /// One row per line. Empty lines, and those that begin with `#`, are none.
    ///
    /// @param user who the line is about
    /// @param reader makes the account of a line
    List<Row> lines(Function<String, String> user, Function<Line, ForeignAccount> reader) {
        List<Row> rows = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                var at = new Line("line " + number, line);
                rows.add(row(at.place(), line, () -> user.apply(line), () -> reader.apply(at)));
            }
        }
        return rows;
    }

    /// A line and where it stands.
    record Line(String place, String text) {}

    /// A row of a text, unless the text is unfit to be one.
    static Row row(String place, String text, Supplier<String> user, Supplier<ForeignAccount> reader) {
        if (text.length() > LONGEST_ROW) {
            return new Row.Unreadable(place, "", "is longer than " + LONGEST_ROW + " characters");
        }
        String known = user.get();
        try {
            requireText(text);
            return reader.get();
        } catch (RowRefused refused) {
            return new Row.Unreadable(place, known, refused.sentence());
        }
    }

    private static void requireText(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new RowRefused("has a NUL");
        }
        if (text.indexOf(REPLACED) >= 0) {
            throw new RowRefused("is not UTF-8");
        }
    }
}
