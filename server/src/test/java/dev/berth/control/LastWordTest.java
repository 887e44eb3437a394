package dev.berth.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.observe.Event;
import dev.berth.observe.Events;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A session is told to be over, whatever its last command comes to.
class LastWordTest {

    private final Vertx vertx = Vertx.vertx();
    private final List<Event> told = new CopyOnWriteArrayList<>();
    private final Events events = new Events(List.of(told::add));

    @AfterEach
    void close() {
        NodeUnderTest.await("the end", vertx.close()::isComplete);
    }

    @Test
    void it_comes_at_once_where_nothing_is_being_answered() {
        new LastWord(events, 7, Duration.ofHours(1)).after(Future.succeededFuture(), vertx.getOrCreateContext());
        assertThat(told).containsExactly(new Event.SessionClosed(7));
    }

    @Test
    void it_comes_after_the_answer_and_once() {
        Promise<Void> answer = Promise.promise();
        new LastWord(events, 7, Duration.ofHours(1)).after(answer.future(), vertx.getOrCreateContext());
        assertThat(told).isEmpty();
        answer.complete();
        assertThat(told).containsExactly(new Event.SessionClosed(7));
    }

    @Test
    void who_is_logged_in_after_that_is_told_to_be_gone_again() {
        var word = new LastWord(events, 7, Duration.ofHours(1));
        word.reached(true);
        assertThat(told).isEmpty();
        word.after(Future.succeededFuture(), vertx.getOrCreateContext());
        word.reached(false);
        assertThat(told).hasSize(1);
        word.reached(true);
        assertThat(told).hasSize(2);
    }

    @Test
    void it_does_not_wait_for_ever_for_a_command_that_hangs() {
        Promise<Void> never = Promise.promise();
        new LastWord(events, 7, Duration.ofMillis(1)).after(never.future(), vertx.getOrCreateContext());
        NodeUnderTest.await("the end to be told", () -> told.contains(new Event.SessionClosed(7)));
        never.complete();
        assertThat(told).as("only once").hasSize(1);
    }
}
