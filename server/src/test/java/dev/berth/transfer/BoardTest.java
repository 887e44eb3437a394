package dev.berth.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.endpoint.PortRules;
import dev.berth.transfer.Board.Answer;
import dev.berth.transfer.Board.Arrival;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Who gets a connection, and when.
class BoardTest extends BoardUnderTest {

    @Test
    void a_connection_is_given_to_who_waits_for_it() {
        Board<String> board = usual(10);
        Ticket<String> ticket = granted(board.reserve(party(ALICE), "a"));
        assertThat(ticket.port()).isBetween(30_000, 30_009);
        assertThat(matched(board.arrived(ticket.port(), ALICE))).isEqualTo("a");
        assertThat(board.arrived(ticket.port(), ALICE)).isInstanceOf(Arrival.Unmatched.class);
        assertThat(board.pending()).isZero();
    }

    @Test
    void another_address_gets_nothing_and_disturbs_nobody() {
        Board<String> board = usual(10);
        Ticket<String> ticket = granted(board.reserve(party(ALICE), "a"));
        assertThat(meant(board.arrived(ticket.port(), NEIGHBOUR))).contains(ticket);
        assertThat(matched(board.arrived(ticket.port(), ALICE))).isEqualTo("a");
    }

    @Test
    void a_stranger_on_a_port_that_two_wait_on_is_nobodys() {
        Board<String> board = usual(1);
        int port = granted(board.reserve(party(ALICE), "a")).port();
        assertThat(granted(board.reserve(party(BOB), "b")).port()).isEqualTo(port);
        assertThat(meant(board.arrived(port, NEIGHBOUR))).isEmpty();
        assertThat(matched(board.arrived(port, BOB))).isEqualTo("b");
        assertThat(matched(board.arrived(port, ALICE))).isEqualTo("a");
    }

    @Test
    void a_port_that_nobody_reached_is_kept_from_the_same_client_for_the_quarantine() {
        Board<String> board = usual(1);
        Ticket<String> first = granted(board.reserve(party(ALICE), "a"));
        assertThat(board.withdraw(first)).isEmpty();
        assertThat(board.arrived(first.port(), ALICE)).isInstanceOf(Arrival.Unmatched.class);
        Ticket<String> second = waiting(board.reserve(party(ALICE), "b"));
        assertThat(granted(board.reserve(party(BOB), "c")).port()).isEqualTo(first.port());
        now += QUARANTINE - 1;
        assertThat(board.tick()).isEmpty();
        now += 1;
        assertThat(board.tick()).containsExactly(second);
    }

    @Test
    void a_connection_that_comes_too_late_is_nobodys_even_before_the_timer() {
        Board<String> board = usual(1);
        Ticket<String> ticket = granted(board.reserve(party(ALICE), "a"));
        now += CONNECT + 1;
        assertThat(board.arrived(ticket.port(), ALICE)).isInstanceOf(Arrival.Unmatched.class);
    }

    @Test
    void time_to_connect_can_begin_anew() {
        Board<String> board = usual(1);
        Ticket<String> ticket = granted(board.reserve(party(ALICE), "a"));
        now += CONNECT;
        board.extend(ticket);
        now += CONNECT;
        assertThat(matched(board.arrived(ticket.port(), ALICE))).isEqualTo("a");
    }

    @Test
    void a_network_counts_as_one_client_where_that_is_the_rule() {
        Board<String> board = board(PortRules.Key.PREFIX, PortRules.Mode.SHARED, false, 2);
        Ticket<String> ticket = granted(board.reserve(party(ALICE), "a"));
        assertThat(board.arrived(ticket.port(), BOB)).isInstanceOf(Arrival.Unmatched.class);
        assertThat(matched(board.arrived(ticket.port(), NEIGHBOUR))).isEqualTo("a");
        InetAddress morning = InetAddress.ofLiteral("2001:db8::1:2");
        InetAddress evening = InetAddress.ofLiteral("2001:db8::ffff:3");
        Ticket<String> changing = granted(board.reserve(party(morning), "v6"));
        assertThat(matched(board.arrived(changing.port(), evening))).isEqualTo("v6");
    }

    @Test
    void anybody_may_come_where_that_is_the_rule_and_then_a_port_has_one_reservation() {
        Board<String> board = board(PortRules.Key.PORT, PortRules.Mode.SHARED, false, 2);
        Ticket<String> first = granted(board.reserve(party(ALICE), "a"));
        Ticket<String> second = granted(board.reserve(party(BOB), "b"));
        assertThat(first.port()).isNotEqualTo(second.port());
        assertThat(board.reserve(party(NEIGHBOUR), "c")).isInstanceOf(Answer.Waiting.class);
        assertThat(matched(board.arrived(first.port(), NEIGHBOUR))).isEqualTo("a");
    }

    @Test
    void an_exclusive_port_is_busy_for_everybody_until_the_data_has_ended() {
        Board<String> board = board(PortRules.Key.EXACT, PortRules.Mode.EXCLUSIVE, false, 1);
        Ticket<String> ticket = granted(board.reserve(party(ALICE), "a"));
        Ticket<String> other = waiting(board.reserve(party(BOB), "b"));
        assertThat(board.arrived(ticket.port(), BOB)).isInstanceOf(Arrival.Unmatched.class);
        var arrival = (Arrival.Matched<String>) board.arrived(ticket.port(), ALICE);
        assertThat(arrival.granted()).isEmpty();
        assertThat(ticket.state()).isEqualTo(Ticket.State.HELD);
        assertThat(board.portsInUse()).isEqualTo(1);
        assertThat(board.isBusy(ticket.port())).isTrue();
        assertThat(board.arrived(ticket.port(), ALICE)).isInstanceOf(Arrival.Unmatched.class);
        assertThat(board.withdraw(ticket)).containsExactly(other);
    }

    @ParameterizedTest
    @EnumSource(PortRules.Mode.class)
    void ports_can_change_while_somebody_waits(PortRules.Mode mode) {
        Board<String> board = board(PortRules.Key.EXACT, mode, false, 1);
        Ticket<String> first = granted(board.reserve(party(ALICE), "a"));
        Ticket<String> second = waiting(board.reserve(party(ALICE), "b"));
        assertThat(board.setPorts(List.of(40_000))).containsExactly(second);
        assertThat(second.port()).isEqualTo(40_000);
        assertThat(board.isBusy(first.port())).isTrue();
        assertThat(matched(board.arrived(first.port(), ALICE))).isEqualTo("a");
        var _ = board.withdraw(first);
        assertThat(board.isBusy(first.port())).isFalse();
    }

    @Test
    void a_board_without_ports_refuses() {
        Board<String> board = board(PortRules.Key.EXACT, PortRules.Mode.SHARED, false, 0);
        assertThat(board.reserve(party(ALICE), "a")).isEqualTo(new Answer.Refused<>(PortRefusal.NO_PORTS));
    }

    @Test
    void nothing_is_remembered_for_ever() {
        Board<String> board = usual(2);
        Ticket<String> ticket = granted(board.reserve(party(ALICE), "a"));
        assertThat(board.withdraw(ticket)).isEmpty();
        assertThat(board.tick()).isEmpty();
        assertThat(board.isEmpty()).isFalse();
        now += TimeUnit.MINUTES.toNanos(2);
        assertThat(board.tick()).isEmpty();
        assertThat(board.isEmpty()).isTrue();
    }
}
