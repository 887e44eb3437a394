package dev.berth.jdbc;

import dev.berth.account.Administrator.Proof;
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
    public Future<Begun> begin(Proof caller, String key, String request) {
        return transactions.write(Scope.ALL, work -> {
            work.run(
                    "delete from idempotency_key where made_at < ? or (status is null and made_at < ?)",
                    before(KEPT),
                    before(LONGEST));
            // The row of the caller serialises those who begin at the same time.
            work.run(
                    caller.kind() == Proof.Kind.TOKEN
                            ? "update api_token set name = name where id = ?"
                            : "update administrator set name = name where id = ?",
                    caller.id());
            Optional<Row> row = row(work, caller, key);
            if (row.isEmpty()) {
                work.run(
                        "insert into idempotency_key (caller, name, request) values (?, ?, ?)",
                        caller.text(),
                        key,
                        request);
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

    private static Optional<Row> row(Work work, Proof caller, String key) throws SQLException {
        return work.first(
                "select request, status, headers, body from idempotency_key where caller = ? and name = ?",
                row -> {
                    int status = row.getInt("status");
                    Optional<Integer> known = row.wasNull() ? Optional.empty() : Optional.of(status);
                    return new Row(
                            row.getString("request"),
                            known,
                            new Kept(status, text(row.getString("headers")), text(row.getString("body"))));
                },
                caller.text(),
                key);
    }

    @Override
    public Future<Void> answered(Proof caller, String key, Kept answer) {
        return transactions
                .write(
                        Scope.ALL,
                        work -> work.run(
                                "update idempotency_key set status = ?, headers = ?, body = ? where caller = ? and name = ?",
                                answer.status(),
                                answer.headers(),
                                answer.body(),
                                caller.text(),
                                key))
                .mapEmpty();
    }

    @Override
    public Future<Void> forget(Proof caller, String key) {
        return transactions
                .write(
                        Scope.ALL,
                        work -> work.run(
                                "delete from idempotency_key where caller = ? and name = ? and status is null",
                                caller.text(),
                                key))
                .mapEmpty();
    }

    private static OffsetDateTime before(Duration age) {
        return OffsetDateTime.now(ZoneOffset.UTC).minus(age);
    }

    private static String text(@org.jspecify.annotations.Nullable String stored) {
        return stored == null ? "" : stored;
    }
}
