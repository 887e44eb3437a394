package dev.berth.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Patience patience = new Patience();

    private void took(int times, boolean slow) {
        for (int i = 0; i < times; i++) {
            patience.took(slow, 0);
        }
    }

    @Test
    void a_slow_one_now_and_then_is_nothing() {
        for (int i = 0; i < 1000; i++) {
            took(1, true);
            took(20, false);
        }
        assertThat(patience.isThere(0)).isTrue();
    }

    @Test
    void many_in_a_row_make_it_rest_for_a_minute() {
        took(9, true);
        assertThat(patience.isThere(0)).isTrue();
        took(1, true);
        assertThat(patience.isThere(0)).isFalse();
        assertThat(patience.isThere(MINUTE - 1)).isFalse();
        assertThat(patience.isThere(MINUTE)).isTrue();
        took(9, true);
        assertThat(patience.isThere(MINUTE)).isTrue();
    }
}
