package dev.berth.audit;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.LoginRefused;
import dev.berth.audit.MemoryAuditTrail.Trouble;
import dev.berth.observe.Event;
import dev.berth.tenant.TenantId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of records while the database is there, is down, or refuses one of them.
class AuditorTest {

    private static final int QUEUE = 1000;

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MemoryAuditTrail trail = new MemoryAuditTrail();
    private final Auditor auditor = new Auditor(trail, "test", QUEUE, Clock.systemUTC(), registry);

    @AfterEach
    void close() {
        await(vertx.close());
    }

    private void deny(int times, String login) {
        denyAt(new TenantId(1), times, login);
    }

    private void denyAt(TenantId tenant, int times, String login) {
        for (int i = 0; i < times; i++) {
            auditor.on(new Event.LoginDenied(
                    7,
                    tenant,
                    login,
                    new InetSocketAddress("192.0.2.7", 40_000),
                    LoginRefused.Reason.WRONG_CREDENTIALS));
        }
    }

    /// Ends it, which writes what waits.
    private List<AuditRecord> all() {
        await(vertx.undeploy(auditor.deploymentID()));
        return trail.kept;
    }

    @Test
    void what_happens_is_written_in_batches_and_in_order() {
        await(vertx.deployVerticle(auditor));
        deny(700, "bob");
        assertThat(all())
                .hasSize(700)
                .extracting(record -> record.key().number())
                .isSorted();
        assertThat(trail.calls.get()).isLessThanOrEqualTo(10);
        assertThat(registry.counter("berth.audit.written").count()).isEqualTo(700);
        assertThat(registry.counter("berth.audit.lost").count()).isZero();
    }

    @Test
    void what_finds_no_room_while_the_database_is_down_is_counted_and_told_afterwards() {
        trail.trouble = Trouble.OUTAGE;
        deny(QUEUE - QUEUE / 4 + 234, "bob");
        assertThat(registry.get("berth.audit.waiting").gauge().value()).isEqualTo(QUEUE - QUEUE / 4);
        assertThat(registry.counter("berth.audit.lost").count()).isEqualTo(234);
        trail.trouble = Trouble.NONE;
        await(vertx.deployVerticle(auditor));
        assertThat(all()).hasSize(QUEUE - QUEUE / 4 + 1);
        assertThat(trail.kept.stream().filter(record -> record.operation().equals("records-lost")))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.detail()).isEqualTo("234 records before this one were lost");
                    assertThat(record.tenant()).isEqualTo(TenantId.NOBODY);
                });
    }

    @Test
    void names_of_great_length_take_more_of_the_room() {
        deny(QUEUE, "x".repeat(4000));
        assertThat(registry.get("berth.audit.waiting").gauge().value()).isBetween(75.0, 95.0);
    }

    @Test
    void a_tenant_that_floods_the_queue_leaves_room_for_the_others() {
        trail.trouble = Trouble.OUTAGE;
        deny(5 * QUEUE, "bob");
        double lost = registry.counter("berth.audit.lost").count();
        for (int tenant = 2; tenant < 12; tenant++) {
            denyAt(new TenantId(tenant), QUEUE / 50, "eve");
        }
        assertThat(registry.counter("berth.audit.lost").count()).isEqualTo(lost);
        trail.trouble = Trouble.NONE;
        await(vertx.deployVerticle(auditor));
        assertThat(all()).filteredOn(record -> record.actor().equals("eve")).hasSize(QUEUE / 5);
        denyAt(new TenantId(1), QUEUE / 4, "bob");
        assertThat(registry.counter("berth.audit.lost").count())
                .as("what was written takes no room any more")
                .isEqualTo(lost);
    }

    @Test
    void a_record_that_cannot_be_written_takes_no_other_with_it() {
        trail.trouble = Trouble.POISON;
        deny(70, "bob");
        deny(1, "poison");
        deny(70, "bob");
        await(vertx.deployVerticle(auditor));
        assertThat(all())
                .filteredOn(record -> record.operation().equals("login"))
                .hasSize(140);
        assertThat(trail.kept).extracting(AuditRecord::operation).contains("records-lost");
        assertThat(registry.counter("berth.audit.lost").count()).isEqualTo(1);
    }

    @Test
    void nothing_is_written_twice_after_an_outage() {
        trail.trouble = Trouble.OUTAGE;
        await(vertx.deployVerticle(auditor));
        deny(450, "bob");
        assertThat(trail.kept).isEmpty();
        trail.trouble = Trouble.NONE;
        assertThat(all()).hasSize(450).doesNotHaveDuplicates();
    }
}
