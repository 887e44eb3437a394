package dev.berth.jdbc;

import dev.berth.ban.Ban;
import dev.berth.ban.Bans;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// The [Bans] in the database.
public final class JdbcBans implements Bans {

    /// How many bans there may be; beyond, one that failed logins have brought about takes the place of another.
    private static final int MOST = 100_000;

    /// How many bans by hand one tenant may have, and all the system.
    private static final int MOST_BY_HAND = 1_000;

    /// For how long ended bans are remembered.
    private static final Duration KEPT = Duration.ofDays(7);

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_REASON = 200;
    private static final int MOST_DOUBLINGS = 20;

    private final Transactions transactions;

    public JdbcBans(Database database) {
        this.transactions = database.transactions();
    }

    @Override
    public Future<Changed> since(long revision) {
        return transactions.read(Scope.ALL, work -> {
            Instant now = Instant.now();
            var rows = new BanRows(work, now);
            long latest = Math.max(revision, rows.latest());
            return latest == revision
                    ? new Changed(revision, List.of(), List.of())
                    : new Changed(latest, rows.since(revision), rows.liftedSince(revision));
        });
    }

    @Override
    public Future<List<Ban>> inForce(Optional<TenantId> tenant) {
        return transactions.read(Scope.of(tenant), work -> new BanRows(work, Instant.now()).inForce(tenant));
    }

    @Override
    public Future<Ban> add(Wanted ban) {
        return transactions.write(Scope.of(ban.tenant()), work -> {
            requireRules(ban);
            var rows = new BanRows(work, now());
            rows.begin();
            Optional<Ban> there = rows.inForce(ban.tenant(), ban.network());
            if (there.filter(Ban::byHand).isPresent()) {
                throw new DirectoryRefused(
                        Reason.ALREADY_EXISTS,
                        "network",
                        ban.network().text(),
                        "is banned already; lift that ban first");
            }
            if (there.isPresent()) {
                rows.lift(there.get().id());
            }
            if (rows.byHand(ban.tenant()) >= MOST_BY_HAND) {
                throw new DirectoryRefused(
                        Reason.CONFLICT,
                        "network",
                        ban.network().text(),
                        "there are " + MOST_BY_HAND + " bans already");
            }
            return rows.insert(ban.tenant(), ban.network(), true, ban.by(), ban.reason(), 1, ban.expires());
        });
    }

    @Override
    public Future<Ban> impose(Earned ban) {
        return transactions.write(Scope.ALL, work -> {
            var rows = new BanRows(work, now());
            rows.begin();
            Optional<Ban> there = rows.inForce(ban.tenant(), ban.network());
            return there.isPresent() ? there.get() : impose(rows, ban);
        });
    }

    private static Ban impose(BanRows rows, Earned ban) throws SQLException {
        rows.forget(KEPT);
        if (rows.count() >= MOST) {
            rows.makeRoom();
        }
        int times = rows.times(ban.tenant(), ban.network()) + 1;
        Duration lasting = ban.first().multipliedBy(1L << Math.min(times - 1, MOST_DOUBLINGS));
        Instant end = rows.now().plus(lasting.compareTo(ban.longest()) < 0 ? lasting : ban.longest());
        return rows.insert(
                ban.tenant(), ban.network(), false, shortened(ban.node()), ban.reason(), times, Optional.of(end));
    }

    @Override
    public Future<Ban> lift(long id, Optional<TenantId> tenant) {
        return transactions.write(Scope.of(tenant), work -> {
            var rows = new BanRows(work, now());
            rows.begin();
            Ban ban = rows.one(id)
                    .filter(found -> tenant.isEmpty()
                            || found.whose().map(Ban.Whose::tenant).equals(tenant))
                    .orElseThrow(
                            () -> new DirectoryRefused(Reason.NOT_FOUND, "ban", Long.toString(id), "is not a ban"));
            rows.lift(id);
            return ban;
        });
    }

    private static void requireRules(Wanted ban) {
        if (ban.network().bits() == 0) {
            throw new DirectoryRefused(
                    Reason.INVALID, "network", ban.network().text(), "is everybody; block the tenant instead");
        }
        if (ban.reason().length() > LONGEST_REASON || ban.reason().chars().anyMatch(Character::isISOControl)) {
            throw new DirectoryRefused(
                    Reason.INVALID,
                    "reason",
                    ban.reason(),
                    "is at most " + LONGEST_REASON + " characters, none of them a control character");
        }
        if (ban.expires().isPresent() && !ban.expires().get().isAfter(Instant.now())) {
            throw new DirectoryRefused(
                    Reason.INVALID, "expires", ban.expires().get().toString(), "is a time to come");
        }
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
