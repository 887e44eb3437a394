package dev.berth.jdbc;

import dev.berth.ban.Ban;
import dev.berth.endpoint.ClientNetwork;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rows of bans, as they are at one moment, in one transaction.
final class BanRows {

    private static final String COLUMNS = """
            select b.id, b.tenant_id, t.slug, b.network, b.by_hand, b.made_by, b.reason, b.made_at, b.expires_at
              from ban b
              left join tenant t on t.id = b.tenant_id
             where b.lifted_at is null and (b.expires_at is null or b.expires_at > ?)
            """;

    private static final long EVERYBODY = 0;

    private final Work work;
    private final Instant now;

    BanRows(Work work, Instant now) {
        this.work = work;
        this.now = now;
    }

    /// The moment.
    Instant now() {
        return now;
    }

    /// The number of the last change.
    long latest() throws SQLException {
        return work.first("select latest from ban_revision where id = 1", row -> row.getLong(1))
                .orElseThrow(() -> new SQLException("the table ban_revision has lost its row"));
    }

    /// Takes the lock, and the next number.
    void begin() throws SQLException {
        work.run("update ban_revision set latest = latest + 1 where id = 1");
    }

    List<Ban> since(long revision) throws SQLException {
        return work.all(COLUMNS + " and b.rev > ? order by b.made_at, b.id", BanRows::ban, at(now), revision);
    }

    List<Long> liftedSince(long revision) throws SQLException {
        return work.all(
                "select id from ban where lifted_at is not null and rev > ?", row -> row.getLong("id"), revision);
    }

    List<Ban> inForce(Optional<TenantId> tenant) throws SQLException {
        return tenant.isPresent()
                ? work.all(
                        COLUMNS + " and b.tenant_id = ? order by b.made_at, b.id",
                        BanRows::ban,
                        at(now),
                        tenant.get().value())
                : work.all(COLUMNS + " order by b.made_at, b.id", BanRows::ban, at(now));
    }

    /// One of the very same tenant, or of all, and network.
    Optional<Ban> inForce(Optional<TenantId> tenant, ClientNetwork network) throws SQLException {
        return work.first(
                COLUMNS + " and b.network = ? and coalesce(b.tenant_id, 0) = ?",
                BanRows::ban,
                at(now),
                network.text(),
                key(tenant));
    }

    Optional<Ban> one(long id) throws SQLException {
        return work.first(COLUMNS + " and b.id = ?", BanRows::ban, at(now), id);
    }

    /// How often it was banned lately because of failed logins, bans that were lifted not counted.
    int times(Optional<TenantId> tenant, ClientNetwork network) throws SQLException {
        return work.first("""
                        select coalesce(max(times), 0)
                          from ban
                         where network = ? and coalesce(tenant_id, 0) = ? and not by_hand and lifted_at is null
                        """, row -> row.getInt(1), network.text(), key(tenant))
                .orElse(0);
    }

    long count() throws SQLException {
        return work.first("select count(*) from ban where lifted_at is null", row -> row.getLong(1))
                .orElse(0L);
    }

    /// How many an administrator has made that are in force.
    long byHand(Optional<TenantId> tenant) throws SQLException {
        return work.first("""
                        select count(*)
                          from ban
                         where by_hand and lifted_at is null and (expires_at is null or expires_at > ?)
                           and coalesce(tenant_id, 0) = ?
                        """, row -> row.getLong(1), at(now), key(tenant)).orElse(0L);
    }

    /// Takes out what has ended long ago.
    void forget(Duration age) throws SQLException {
        work.run("delete from ban where expires_at < ? or lifted_at < ?", at(now.minus(age)), at(now.minus(age)));
    }

    /// Takes out the one that ends first.
    void makeRoom() throws SQLException {
        work.run("""
                delete from ban
                 where id = (select id from ban where expires_at is not null and not by_hand order by expires_at, id
                              fetch first 1 row only)
                """);
    }

    void lift(long id) throws SQLException {
        work.run("update ban set lifted_at = ?, rev = ? where id = ?", at(now), latest(), id);
    }

    /// Writes one down.
    Ban insert(
            Optional<TenantId> tenant,
            ClientNetwork network,
            boolean byHand,
            String by,
            String reason,
            int times,
            Optional<Instant> expires)
            throws SQLException {
        @Nullable Long owner = tenant.map(TenantId::value).orElse(null);
        @Nullable OffsetDateTime end = expires.map(BanRows::at).orElse(null);
        long id = work.insert(
                """
                insert into ban (id, tenant_id, network, by_hand, made_by, reason, times, made_at, expires_at, rev)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, PublicId.next(), owner, network.text(), byHand, by, reason, times, at(now), end, latest());
        return one(id).orElseThrow(() -> new SQLException("a ban is gone that was just made"));
    }

    private static Ban ban(ResultSet row) throws SQLException {
        long tenant = row.getLong("tenant_id"); // 0 for null
        @Nullable OffsetDateTime end = row.getObject("expires_at", OffsetDateTime.class);
        return new Ban(
                row.getLong("id"),
                tenant == EVERYBODY
                        ? Optional.empty()
                        : Optional.of(
                                new Ban.Whose(new TenantId(tenant), Optional.of(new Slug(row.getString("slug"))))),
                ClientNetwork.parse(row.getString("network")),
                row.getBoolean("by_hand"),
                row.getString("made_by"),
                row.getString("reason"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(end).map(OffsetDateTime::toInstant));
    }

    private static long key(Optional<TenantId> tenant) {
        return tenant.map(TenantId::value).orElse(EVERYBODY);
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
