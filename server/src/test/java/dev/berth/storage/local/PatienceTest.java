package dev.berth.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long QUICK = Duration.ofMillis(1).toNanos();
    private static final long SLOW = Duration.ofMillis(6).toNanos();

    private final Patience patience = new Patience();
    private long now;

    private boolean tried(long nanos) {
        if (!patience.begins(now)) {
            return false;
        }
        patience.ended(now, now + nanos);
        now += nanos;
        return true;
    }

    @Test
    void a_slow_one_now_and_then_is_nothing() {
        for (int i = 0; i < 1000; i++) {
            assertThat(tried(i % 21 == 0 ? SLOW : QUICK)).isTrue();
        }
    }

    @Test
    void many_in_a_row_make_it_rest_for_a_minute() {
        for (int i = 0; i < 10; i++) {
            assertThat(tried(SLOW)).isTrue();
        }
        assertThat(tried(QUICK)).isFalse();
        now += MINUTE - 1;
        assertThat(tried(QUICK)).isFalse();
        now++;
        assertThat(tried(QUICK)).isTrue();
    }

    @Test
    void one_that_is_very_slow_does_so_at_once() {
        assertThat(tried(Duration.ofMillis(101).toNanos())).isTrue();
        assertThat(tried(QUICK)).isFalse();
    }

    @Test
    void while_one_hangs_no_other_begins() {
        assertThat(patience.begins(now)).isTrue();
        now += QUICK;
        assertThat(tried(QUICK)).isTrue();
        now += SLOW;
        assertThat(patience.begins(now)).isFalse();
    }
}
