package dev.berth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.tenant.StatusCourse;
import dev.berth.tenant.StatusCourse.Change;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TenantStatus;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// When sessions are told to look again.
class DueChangesTest {

    private static final TenantId NORTH = new TenantId(1);
    private static final Instant NOW = Instant.parse("2027-03-01T00:00:00Z");

    private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
    private final DueChanges due = new DueChanges(clock::get);

    private static StatusCourse blockedAt(Instant time) {
        return new StatusCourse(TenantStatus.ACTIVE, "", List.of(new Change(time, TenantStatus.BLOCKED, "")));
    }

    @Test
    void each_time_that_comes_counts_once_and_for_its_tenant_only() {
        due.heard(NORTH, blockedAt(NOW.plusSeconds(10)));
        assertThat(due.passed(NORTH)).isZero();
        clock.set(NOW.plusSeconds(10));
        assertThat(due.passed(NORTH)).isEqualTo(1);
        assertThat(due.passed(NORTH)).isEqualTo(1);
        assertThat(due.passed(new TenantId(2))).isZero();
    }

    @Test
    void the_earliest_time_is_not_forgotten_for_a_later_one() {
        due.heard(NORTH, blockedAt(NOW.plusSeconds(10)));
        due.heard(NORTH, blockedAt(NOW.plusSeconds(20)));
        due.heard(NORTH, StatusCourse.of(TenantStatus.ACTIVE));
        clock.set(NOW.plusSeconds(15));
        assertThat(due.passed(NORTH)).isEqualTo(1);
    }
}
