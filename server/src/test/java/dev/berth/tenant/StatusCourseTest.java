package dev.berth.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.tenant.StatusCourse.Change;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What becomes of a status by itself.
class StatusCourseTest {

    private static final Instant FROM = Instant.parse("2027-03-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2027-04-01T00:00:00Z");
    private static final Change BLOCKED = new Change(FROM, TenantStatus.BLOCKED, "unpaid");
    private static final Change AGAIN = new Change(UNTIL, TenantStatus.READ_ONLY, "on probation");
    private static final StatusCourse COURSE = new StatusCourse(TenantStatus.ACTIVE, "", List.of(BLOCKED, AGAIN));

    @Test
    void a_change_is_made_at_its_second_and_not_before() {
        assertThat(COURSE.at(FROM.minusNanos(1))).isEqualTo(COURSE);
        assertThat(COURSE.at(FROM))
                .isEqualTo(new StatusCourse(TenantStatus.BLOCKED, "unpaid", List.of(AGAIN)))
                .isEqualTo(COURSE.at(UNTIL.minusSeconds(1)));
        assertThat(COURSE.at(FROM).next()).hasValue(UNTIL);
    }

    @Test
    void who_looks_late_finds_the_last_change() {
        assertThat(COURSE.at(UNTIL.plusSeconds(1)))
                .isEqualTo(new StatusCourse(TenantStatus.READ_ONLY, "on probation", List.of()));
        assertThat(COURSE.at(UNTIL).next()).isEmpty();
    }

    @Test
    void an_active_tenant_has_no_reason_and_times_go_forward() {
        assertThat(new StatusCourse(TenantStatus.ACTIVE, "unpaid", List.of()))
                .isEqualTo(StatusCourse.of(TenantStatus.ACTIVE));
        assertThatThrownBy(() -> new StatusCourse(TenantStatus.ACTIVE, "", List.of(AGAIN, BLOCKED)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
