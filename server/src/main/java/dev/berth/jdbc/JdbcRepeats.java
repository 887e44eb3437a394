package dev.berth.jdbc;

import dev.berth.account.Repeats;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// The [Repeats] in the database.
public final class JdbcRepeats implements Repeats {

    private static final Duration KEPT = Duration.ofDays(1);

    /// A request that was begun so long ago has died with its node.
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Transactions transactions;

    public JdbcRepeats(Database database) {
        this.transactions = database.transactions();
    }

    private record Row(String request, Optional<Integer> status, Kept kept) {}

    @Override
    public Future<Begun> begin(long token, String key, String request) {
        return transactions.write(work -> {
            work.run(
                    "delete from idempotency_key where made_at < ? or (status is null and made_at < ?)",
                    before(KEPT),
                    before(LONGEST));
            // The row of the token serialises those who begin at the same time.
            work.run("update api_token set name = name where id = ?", token);
            Optional<Row> row = row(work, token, key);
            if (row.isEmpty()) {
                work.run("insert into idempotency_key (token_id, name, request) values (?, ?, ?)", token, key, request);
            }
            return row.map(known -> begun(known, request)).orElseGet(Begun.First::new);
        });
    }

    private static Begun begun(Row row, String request) {
        if (!row.request().equals(request)) {
            return new Begun.Other();
        }
        return row.status().isPresent() ? new Begun.Done(row.kept()) : new Begun.Running();
    }

    private static Optional<Row> row(Work work, long token, String key) throws SQLException {
        return work.first(
                "select request, status, headers, body from idempotency_key where token_id = ? and name = ?",
                row -> {
                    int status = row.getInt("status");
                    Optional<Integer> known = row.wasNull() ? Optional.empty() : Optional.of(status);
                    return new Row(
                            row.getString("request"),
                            known,
                            new Kept(status, text(row.getString("headers")), text(row.getString("body"))));
                },
                token,
                key);
    }

    @Override
    public Future<Void> answered(long token, String key, Kept answer) {
        return transactions
                .write(work -> work.run(
                        "update idempotency_key set status = ?, headers = ?, body = ? where token_id = ? and name = ?",
                        answer.status(),
                        answer.headers(),
                        answer.body(),
                        token,
                        key))
                .mapEmpty();
    }

    @Override
    public Future<Void> forget(long token, String key) {
        return transactions
                .write(work -> work.run(
                        "delete from idempotency_key where token_id = ? and name = ? and status is null", token, key))
                .mapEmpty();
    }

    private static OffsetDateTime before(Duration age) {
        return OffsetDateTime.now(ZoneOffset.UTC).minus(age);
    }

    private static String text(@org.jspecify.annotations.Nullable String stored) {
        return stored == null ? "" : stored;
    }
}
