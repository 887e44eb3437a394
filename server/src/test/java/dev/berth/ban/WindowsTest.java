package dev.berth.ban;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowsTest {

    private static final long WINDOW = 60_000;

    private final AtomicLong clock = new AtomicLong(WINDOW * 1_000);
    private final Windows windows = new Windows(1_024, Duration.ofMillis(WINDOW), clock::get);
    private final Key key = new Key(1, 2);

    @Test
    void it_counts_by_key() {
        windows.add(key);
        windows.add(key);
        windows.add(new Key(1, 3));
        assertThat(windows.count(key)).isEqualTo(2);
        assertThat(windows.count(new Key(1, 3))).isEqualTo(1);
        assertThat(windows.count(new Key(9, 2))).isZero();
    }

    @Test
    void what_is_older_than_a_window_counts_no_more() {
        IntStream.range(0, 10).forEach(_ -> windows.add(key));
        clock.addAndGet(WINDOW + WINDOW / 2);
        assertThat(windows.count(key)).isEqualTo(5);
        clock.addAndGet(WINDOW / 2);
        assertThat(windows.count(key)).isZero();
    }

    @Test
    void it_tells_once_that_a_count_is_reached_and_begins_anew() {
        long told = IntStream.range(0, 25)
                .filter(_ -> windows.reaches(key, 10, Duration.ofMillis(WINDOW)))
                .count();
        assertThat(told).isEqualTo(2);
        assertThat(windows.count(key)).isEqualTo(5);
    }

    @Test
    void of_many_threads_one_is_told() throws InterruptedException {
        var told = new AtomicInteger();
        var threads = IntStream.range(0, 8)
                .mapToObj(_ -> Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        if (windows.reaches(key, 80_000, Duration.ofMillis(WINDOW))) {
                            told.incrementAndGet();
                        }
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(told).hasValue(1);
    }

    @Test
    void memory_is_bounded_and_a_flood_of_new_keys_does_not_wash_away_who_fails_often() {
        IntStream.range(0, 15).forEach(_ -> windows.add(key));
        var random = new Random(7);
        for (int i = 0; i < 2_000_000; i++) {
            windows.add(new Key(random.nextLong(), random.nextLong()));
        }
        assertThat(windows.capacity()).isEqualTo(1_024);
        assertThat(windows.size()).isEqualTo(1_024);
        assertThat(windows.count(key)).isEqualTo(15);
    }

    @Test
    void what_was_known_a_window_ago_is_known_still() {
        windows.add(key);
        clock.addAndGet(WINDOW);
        assertThat(windows.knows(key)).isTrue();
        clock.addAndGet(WINDOW);
        assertThat(windows.knows(key)).isFalse();
    }
}
