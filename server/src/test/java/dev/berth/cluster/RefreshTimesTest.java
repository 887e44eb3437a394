package dev.berth.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// When names of external addresses are looked up again.
class RefreshTimesTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final RefreshTimes times = new RefreshTimes();

    @Test
    void each_name_has_its_own_time_and_a_new_one_is_due_at_once() {
        times.watch(Map.of("a.example.net", Duration.ofSeconds(30)));
        assertThat(times.due(0)).containsExactly("a.example.net");
        times.watch(Map.of("a.example.net", Duration.ofSeconds(30), "b.example.net", Duration.ofMinutes(5)));
        assertThat(times.due(5 * SECOND)).containsExactly("b.example.net");
        assertThat(times.due(29 * SECOND)).isEmpty();
        assertThat(times.due(30 * SECOND)).containsExactly("a.example.net");
        assertThat(times.due(304 * SECOND)).containsExactly("a.example.net");
        assertThat(times.due(305 * SECOND)).containsExactly("b.example.net");
    }

    @Test
    void a_name_that_nobody_tells_any_more_is_forgotten() {
        times.watch(Map.of("a.example.net", Duration.ofSeconds(30)));
        assertThat(times.due(0)).hasSize(1);
        times.watch(Map.of());
        assertThat(times.due(400 * SECOND)).isEmpty();
        times.watch(Map.of("a.example.net", Duration.ofSeconds(30)));
        assertThat(times.due(401 * SECOND)).containsExactly("a.example.net");
    }

    @Test
    void a_shorter_time_holds_from_the_last_look_up_on() {
        times.watch(Map.of("a.example.net", Duration.ofMinutes(5)));
        assertThat(times.due(0)).hasSize(1);
        times.watch(Map.of("a.example.net", Duration.ofSeconds(30)));
        assertThat(times.due(29 * SECOND)).isEmpty();
        assertThat(times.due(31 * SECOND)).containsExactly("a.example.net");
    }
}
