package dev.berth.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import javax.sql.DataSource;

/// Which scripts have made the tables of an H2 database, as Flyway has written it down. Where that is what it
/// has written when the distribution was made, nothing is left to run or to refuse, and a start goes on without Flyway.
///
/// @param rows one per script, in the order in which they have run
/// @param version of the newest script
record History(List<String> rows, String version) {

    /// Whatever Flyway compares: a row that is missing, added, failed or changed makes it another history.
    private static final String ROWS = """
            select "version", "description", "type", "script", "checksum", "success"
            from "flyway_schema_history" order by "installed_rank"
            """;

    private static final int COLUMNS = 6;

    History {
        rows = List.copyOf(rows);
    }

    /// The history of these tables; blocks.
    ///
    /// @throws SQLException also if Flyway has never been there
    static History of(DataSource database) throws SQLException {
        List<String> rows = new ArrayList<>();
        String version = "none";
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(ROWS)) {
            while (found.next()) {
                version = found.getString(1);
                rows.add(row(found));
            }
        }
        return new History(rows, String.valueOf(version));
    }

    private static String row(ResultSet found) throws SQLException {
        var row = new StringJoiner("\t");
        for (int column = 1; column <= COLUMNS; column++) {
            row.add(found.getString(column));
        }
        return row.toString();
    }

    /// Reads what [#text] wrote.
    static History parse(String text) {
        List<String> rows = text.lines().toList();
        String last = rows.isEmpty() ? "none" : rows.getLast();
        return new History(rows, last.split("\t", 2)[0]);
    }

    /// As it is kept with the distribution.
    String text() {
        return String.join("\n", rows);
    }

    /// Whether these tables have it, too; blocks. What cannot be read is for Flyway to judge.
    boolean isOf(DataSource database) {
        try {
            return of(database).rows().equals(rows);
        } catch (SQLException _) {
            return false;
        }
    }
}
