package dev.berth.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements of one transaction, on the worker thread that runs it. Values are bound by position: text, numbers
/// and booleans; null where a column may be empty.
final class Work {

    private static final int BATCH = 500;

    private final Connection connection;
    private final Instant now;

    /// @param now when they are run
    Work(Connection connection, Instant now) {
        this.connection = connection;
        this.now = now;
    }

    /// When they are run.
    Instant now() {
        return now;
    }

    /// Makes a value of a row.
    @FunctionalInterface
    interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /// All rows of a query.
    <T> List<T> all(String sql, RowMapper<T> mapper, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            statement.setFetchSize(1_000);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> mapped = new ArrayList<>();
                while (rows.next()) {
                    mapped.add(mapper.map(rows));
                }
                return mapped;
            }
        }
    }

    /// The first row of a query.
    <T> Optional<T> first(String sql, RowMapper<T> mapper, @Nullable Object... values) throws SQLException {
        return all(sql, mapper, values).stream().findFirst();
    }

    /// Whether a query has any row.
    boolean any(String sql, @Nullable Object... values) throws SQLException {
        return first(sql, _ -> true, values).isPresent();
    }

    /// Inserts a row.
    ///
    /// @return its generated `id`
    long insert(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql, new String[] {"id"})) {
            bind(statement, values);
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                if (!keys.next()) {
                    throw new SQLException("no id was generated");
                }
                return keys.getLong(1);
            }
        }
    }

    /// Runs a statement that gives no rows.
    ///
    /// @return how many rows it has touched
    @CanIgnoreReturnValue
    int run(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /// Inserts many rows.
    ///
    /// @return their generated `id`s, in order
    List<Long> insertAll(String sql, List<Object[]> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql, new String[] {"id"})) {
            List<Long> ids = new ArrayList<>();
            for (int from = 0; from < rows.size(); from += BATCH) {
                batch(statement, rows.subList(from, Math.min(rows.size(), from + BATCH)));
                try (ResultSet keys = statement.getGeneratedKeys()) {
                    while (keys.next()) {
                        ids.add(keys.getLong(1));
                    }
                }
            }
            if (ids.size() != rows.size()) {
                throw new SQLException(rows.size() + " rows have " + ids.size() + " generated ids");
            }
            return ids;
        }
    }

    /// Runs a statement with many rows of values.
    void runAll(String sql, List<Object[]> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int from = 0; from < rows.size(); from += BATCH) {
                batch(statement, rows.subList(from, Math.min(rows.size(), from + BATCH)));
            }
        }
    }

    private static void batch(PreparedStatement statement, List<Object[]> rows) throws SQLException {
        for (Object[] row : rows) {
            bind(statement, row);
            statement.addBatch();
        }
        statement.executeBatch();
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
