package dev.berth.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long QUICK = Duration.ofMillis(1).toNanos();
    private static final long SLOW = Duration.ofMillis(6).toNanos();

    private static final long VERY_SLOW = Duration.ofMillis(101).toNanos();

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
        assertThat(tried(VERY_SLOW)).isTrue();
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

    private static Optional<String> verySlow() {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < VERY_SLOW) {
            Thread.onSpinWait();
        }
        return Optional.of("done");
    }

    @Test
    void a_thread_that_was_just_not_given_the_processor_has_not_waited() {
        var never = new Patience(() -> 7);
        assertThat(never.attempt(PatienceTest::verySlow)).isPresent();
        assertThat(never.attempt(PatienceTest::verySlow)).isPresent();

        var always = new Patience(new AtomicLong()::incrementAndGet);
        assertThat(always.attempt(PatienceTest::verySlow)).isPresent();
        assertThat(always.attempt(PatienceTest::verySlow)).isEmpty();
    }

    @Test
    void the_system_tells_how_often_a_thread_has_waited() throws InterruptedException {
        long before = Inodes.waits();
        assertThat(new ArrayBlockingQueue<String>(1).poll(1, TimeUnit.MILLISECONDS))
                .isNull();
        assertThat(Inodes.waits()).isGreaterThan(before);
    }
}
