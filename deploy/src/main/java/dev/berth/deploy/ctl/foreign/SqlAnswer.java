package dev.berth.deploy.ctl.foreign;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// The answer of a query with a line of column names first: CSV (RFC 4180), or, if that line has tabs, what
/// `mysql --batch` prints. The query names the columns as below and counts in octets and seconds, so that one reader
/// serves the tables of Pure-FTPd, ProFTPD and everybody else.
record SqlAnswer() implements Format.Reader {

    private static final Set<String> COLUMNS = new TreeSet<>(Set.of(
            "user",
            "password",
            "home",
            "enabled",
            "expires",
            "octets",
            "files",
            "upload",
            "download",
            "sessions",
            "uid",
            "gid"));

    private static final Set<String> YES = Set.of("1", "t", "true", "y", "yes", "");
    private static final Set<String> NO = Set.of("0", "f", "false", "n", "no");

    @Override
    public List<Row> read(Source source) throws SourceUnreadable {
        String head = source.text().lines().findFirst().orElse("");
        CSVFormat.Builder form =
                head.contains("\t") ? CSVFormat.MYSQL.builder().setNullString("NULL") : CSVFormat.RFC4180.builder();
        CSVFormat format = form.setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreHeaderCase(true)
                .setIgnoreEmptyLines(true)
                .get();
        List<Row> rows = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(new StringReader(source.text()), format)) {
            requireColumns(parser.getHeaderNames());
            long line = parser.getCurrentLineNumber() + 1;
            for (CSVRecord each : parser) {
                String place = "line " + line;
                rows.add(Source.row(
                        place,
                        String.join("", each.stream().map(SqlAnswer::text).toList()),
                        () -> text(each, "user"),
                        () -> account(source, place, each)));
                line = parser.getCurrentLineNumber() + 1;
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException _) {
            // Their messages might show a part of the file.
            throw new SourceUnreadable("The file is not CSV: look behind record " + rows.size()
                    + " for a quotation mark that is not closed, and for a column that is named twice");
        }
        return rows;
    }

    /// Where the file has no line of names, what stands in their place may be a password: none is shown.
    private static void requireColumns(List<String> names) throws SourceUnreadable {
        for (int i = 0; i < names.size(); i++) {
            if (!COLUMNS.contains(names.get(i).toLowerCase(Locale.ROOT))) {
                throw new SourceUnreadable(
                        "The name of column " + (i + 1) + " in the first line is not known; known are "
                                + String.join(", ", COLUMNS) + " (name them in the query: SELECT … AS user)");
            }
        }
        for (String needed : List.of("user", "password")) {
            if (names.stream().noneMatch(needed::equalsIgnoreCase)) {
                throw new SourceUnreadable("The first line names no column " + needed);
            }
        }
    }

    private static ForeignAccount account(Source source, String place, CSVRecord row) {
        if (!row.isConsistent()) {
            throw new RowRefused("has " + row.size() + " fields, not one for each column");
        }
        var draft = new Draft(source, place, text(row, "user"))
                .hash(text(row, "password"))
                .home(text(row, "home"))
                .quota("octets", text(row, "octets"), "octets")
                .quota("files", text(row, "files"), "files")
                .limit("upload", text(row, "upload"), "upload")
                .limit("download", text(row, "download"), "download")
                .limit("sessions", text(row, "sessions"), "sessions")
                .owner(text(row, "uid"), text(row, "gid"));
        String enabled = text(row, "enabled").toLowerCase(Locale.ROOT);
        if (NO.contains(enabled)) {
            draft.disabled("is not enabled");
        } else if (!YES.contains(enabled)) {
            throw new RowRefused("enabled", "is 1 or 0");
        }
        String expires = text(row, "expires");
        if (!expires.isEmpty()) {
            draft.term("expires", time(expires).toString());
        }
        return draft.done();
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw new RowRefused("expires", "is a time such as 2027-01-31T12:00:00Z");
        }
    }

    private static String text(CSVRecord row, String column) {
        return row.isSet(column) ? text(row.get(column)) : "";
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
