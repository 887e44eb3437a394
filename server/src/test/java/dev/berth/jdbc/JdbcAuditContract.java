package dev.berth.jdbc;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.audit.AuditKey;
import dev.berth.audit.AuditQuery;
import dev.berth.audit.AuditRecord;
import dev.berth.audit.AuditRecord.Result;
import dev.berth.audit.RetentionSweep;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The audit record on whichever database the fixture is.
abstract class JdbcAuditContract {

    private static final Instant NOW = Instant.parse("2026-11-26T01:02:03.456789Z");

    private JdbcAuditTrail trail;
    private TenantId north;
    private TenantId south;

    abstract DatabaseFixture fixture();

    @BeforeEach
    void open() {
        fixture().run("delete from audit_record");
        trail = new JdbcAuditTrail(fixture().database());
        north = fixture().tenant("north");
        south = fixture().tenant("south");
    }

    private static AuditRecord record(TenantId tenant, String slug, long number, Duration age) {
        return new AuditRecord(
                new AuditKey(NOW.minus(age), 5, number),
                "ftp1",
                tenant,
                slug,
                number % 2 == 0 ? "alice" : "bob",
                "192.0.2." + number % 3,
                7,
                number % 2 == 0 ? "upload" : "delete",
                List.of("/a \"b\"", "/\u00e9\ud83d\ude00\n"),
                12,
                number % 4 == 0 ? Result.REFUSED : Result.DONE,
                226,
                "");
    }

    private AuditRecord of(TenantId tenant, long number) {
        return record(tenant, tenant.equals(north) ? "north" : "south", number, Duration.ofMinutes(number));
    }

    private List<Long> found(AuditQuery query) {
        return await(trail.find(query)).stream()
                .map(record -> record.key().number())
                .toList();
    }

    @Test
    void what_is_kept_is_what_was_recorded() {
        await(trail.append(List.of(of(north, 1), of(north, 2))));
        assertThat(await(trail.find(AuditQuery.latest(Optional.of(north), 10))))
                .containsExactly(of(north, 1), of(north, 2));
    }

    @Test
    void what_comes_again_is_not_kept_twice() {
        await(trail.append(List.of(of(north, 1))));
        await(trail.append(List.of(of(north, 1), of(north, 2))));
        assertThat(found(AuditQuery.latest(Optional.empty(), 10))).containsExactly(1L, 2L);
    }

    @Test
    void a_tenant_sees_its_own_only() {
        await(trail.append(List.of(of(north, 1), of(south, 2), record(TenantId.NOBODY, "", 3, Duration.ZERO))));
        assertThat(found(AuditQuery.latest(Optional.of(south), 10))).containsExactly(2L);
        assertThat(found(AuditQuery.latest(Optional.empty(), 10))).containsExactly(3L, 1L, 2L);
    }

    @Test
    void a_slug_is_found_by_its_tenant_and_no_tenant_by_a_slug_that_another_one_may_have() {
        await(trail.append(List.of(
                record(TenantId.NOBODY, "north", 1, Duration.ZERO),
                record(north, "", 2, Duration.ZERO),
                record(TenantId.NOBODY, "gone", 3, Duration.ZERO))));
        assertThat(await(trail.find(AuditQuery.latest(Optional.of(north), 10))))
                .singleElement()
                .satisfies(record -> assertThat(record.slug()).isEqualTo("north"));
        assertThat(await(trail.find(AuditQuery.latest(Optional.of(TenantId.NOBODY), 10))))
                .extracting(AuditRecord::slug)
                .containsExactly("gone", "north");
    }

    @Test
    void filters_and_pages() {
        await(trail.append(
                IntStream.rangeClosed(1, 12).mapToObj(n -> of(north, n)).toList()));
        var all = AuditQuery.latest(Optional.of(north), 5);
        List<AuditRecord> first = await(trail.find(all));
        assertThat(first).extracting(record -> record.key().number()).containsExactly(1L, 2L, 3L, 4L, 5L);
        var next = new AuditQuery(
                Optional.of(north),
                Optional.of(NOW.minus(Duration.ofMinutes(11))),
                Optional.of(NOW.minus(Duration.ofMinutes(5))),
                Optional.of("alice"),
                Optional.of("192.0.2.2"),
                Optional.of("upload"),
                Optional.of(Result.REFUSED),
                Optional.of(first.getLast().key()),
                5);
        assertThat(found(next)).containsExactly(8L);
    }

    /// Records of the same moment are told apart by their numbers.
    @Test
    void no_record_is_lost_between_pages() {
        await(trail.append(IntStream.rangeClosed(1, 7)
                .mapToObj(n -> record(north, "north", n, Duration.ZERO))
                .toList()));
        List<Long> seen = new java.util.ArrayList<>();
        Optional<AuditKey> before = Optional.empty();
        do {
            var page = await(trail.find(new AuditQuery(
                    Optional.of(north),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    before,
                    2)));
            page.forEach(record -> seen.add(record.key().number()));
            before = page.isEmpty()
                    ? Optional.empty()
                    : Optional.of(page.getLast().key());
        } while (before.isPresent());
        assertThat(seen).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void records_end_with_the_retention_of_their_tenant() {
        await(trail.append(List.of(
                record(north, "north", 1, Duration.ofDays(9)),
                record(north, "north", 2, Duration.ofDays(11)),
                record(south, "south", 3, Duration.ofDays(11)),
                record(south, "south", 4, Duration.ofDays(31)),
                record(new TenantId(999_999), "gone", 5, Duration.ofDays(31)),
                record(TenantId.NOBODY, "", 6, Duration.ofDays(29)))));
        await(trail.retain(north, Optional.of(10)));
        var sweep = new RetentionSweep(trail, 30, Clock.fixed(NOW, ZoneOffset.UTC));
        assertThat(await(sweep.once())).isEqualTo(3);
        assertThat(found(AuditQuery.latest(Optional.empty(), 10))).containsExactly(1L, 3L, 6L);
        assertThat(await(sweep.once())).isZero();
    }

    @Test
    void many_old_records_are_removed_in_batches() {
        await(trail.append(IntStream.rangeClosed(1, 2500)
                .mapToObj(n -> record(north, "north", n, Duration.ofDays(40)))
                .toList()));
        assertThat(await(trail.forget(north, NOW.minus(Duration.ofDays(30)), 1000)))
                .isEqualTo(1000);
        assertThat(await(new RetentionSweep(trail, 30, Clock.fixed(NOW, ZoneOffset.UTC)).once()))
                .isEqualTo(1500);
    }

    @Test
    void a_retention_is_set_and_taken_back() {
        assertThat(await(trail.retention(north))).isEmpty();
        await(trail.retain(north, Optional.of(10)));
        await(trail.retain(north, Optional.of(20)));
        assertThat(await(trail.retention(north))).hasValue(20);
        await(trail.retain(north, Optional.empty()));
        assertThat(await(trail.retention(north))).isEmpty();
        assertThatExceptionOfType(DirectoryRefused.class)
                .isThrownBy(() -> await(trail.retain(new TenantId(999_999), Optional.of(1))));
    }
}
