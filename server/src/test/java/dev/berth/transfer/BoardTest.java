package dev.berth.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.PortRules;
import dev.berth.transfer.Board.Answer;
import dev.berth.transfer.Board.Arrival;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The board with a clock of its own.
class BoardTest {

    private static final long CONNECT = TimeUnit.SECONDS.toNanos(20);
    private static final long QUARANTINE = TimeUnit.SECONDS.toNanos(30);
    private static final InetAddress ALICE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress NEIGHBOUR = InetAddress.ofLiteral("192.0.2.2");
    private static final InetAddress BOB = InetAddress.ofLiteral("198.51.100.1");

    private long now = 1;

    private Board<String> board(PortRules.Key key, PortRules.Mode mode, boolean shared, int ports) {
        var rules = new BoardRules(new PortRules(key, mode), shared, CONNECT, QUARANTINE, 4, 100, 100);
        var board = new Board<String>(rules, () -> now, new Random(42));
        assertThat(board.setPorts(
                        IntStream.range(30_000, 30_000 + ports).boxed().toList()))
                .isEmpty();
        return board;
    }

    private Board<String> usual(int ports) {
        return board(PortRules.Key.EXACT, PortRules.Mode.SHARED, false, ports);
    }

    private static Ticket.Party party(InetAddress client) {
        return new Ticket.Party(1, 1, client, DataRules.Limits.NONE);
    }

    @CanIgnoreReturnValue
    private static Ticket<String> granted(Answer<String> answer) {
        assertThat(answer).isInstanceOf(Answer.Granted.class);
        return ((Answer.Granted<String>) answer).ticket();
    }

    @CanIgnoreReturnValue
    private static Ticket<String> waiting(Answer<String> answer) {
        assertThat(answer).isInstanceOf(Answer.Waiting.class);
        return ((Answer.Waiting<String>) answer).ticket();
    }

    private static String matched(Arrival<String> arrival) {
        assertThat(arrival).isInstanceOf(Arrival.Matched.class);
        return ((Arrival.Matched<String>) arrival).ticket().owner();
    }

    private static Optional<Ticket<String>> meant(Arrival<String> arrival) {
        assertThat(arrival).isInstanceOf(Arrival.Unmatched.class);
        return ((Arrival.Unmatched<String>) arrival).meant();
    }

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
    void one_address_has_different_ports_until_it_has_all() {
        Board<String> board = usual(5);
        Set<Integer> ports = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            ports.add(granted(board.reserve(party(ALICE), "a" + i)).port());
        }
        assertThat(ports).hasSize(5);
        Ticket<String> sixth = waiting(board.reserve(party(ALICE), "a5"));
        assertThat(granted(board.reserve(party(BOB), "b")).state()).isEqualTo(Ticket.State.ANNOUNCED);
        int first = ports.iterator().next();
        var arrival = (Arrival.Matched<String>) board.arrived(first, ALICE);
        assertThat(arrival.granted()).containsExactly(sixth);
        assertThat(sixth.port()).isEqualTo(first);
    }

    @Test
    void the_queue_is_bounded_and_in_order() {
        Board<String> board = usual(1);
        Ticket<String> first = granted(board.reserve(party(ALICE), "a"));
        List<Ticket<String>> queue = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            queue.add(waiting(board.reserve(party(ALICE), "w" + i)));
        }
        assertThat(board.reserve(party(ALICE), "late")).isEqualTo(new Answer.Refused<>(PortRefusal.QUEUE_FULL));
        assertThat(board.withdraw(queue.get(1))).isEmpty();
        Ticket<String> at = first;
        for (int next : new int[] {0, 2, 3}) {
            var arrival = (Arrival.Matched<String>) board.arrived(at.port(), ALICE);
            assertThat(arrival.granted()).containsExactly(queue.get(next));
            at = queue.get(next);
        }
        assertThat(board.waiting()).isZero();
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
    void the_next_port_is_never_one_of_the_latest_and_cannot_be_told_beforehand() {
        Board<String> board = usual(10);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            now += 1_000;
            Ticket<String> ticket = granted(board.reserve(party(ALICE), "a"));
            if (order.size() >= 10) {
                assertThat(order.subList(order.size() - 5, order.size())).doesNotContain(ticket.port());
            }
            order.add(ticket.port());
            assertThat(matched(board.arrived(ticket.port(), ALICE))).isEqualTo("a");
        }
        assertThat(new HashSet<>(order)).hasSize(10);
        List<Integer> distances = new ArrayList<>();
        for (int i = 50; i < order.size(); i++) {
            distances.add(i - order.subList(0, i).lastIndexOf(order.get(i)));
        }
        assertThat(new HashSet<>(distances)).as("not always the same rotation").hasSizeGreaterThan(3);
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

    @Test
    void an_account_and_an_address_have_limits() {
        var rules = new BoardRules(PortRules.DEFAULT, false, CONNECT, QUARANTINE, 100, 2, 3);
        var board = new Board<String>(rules, () -> now, new Random(1));
        assertThat(board.setPorts(List.of(30_000, 30_001, 30_002, 30_003, 30_004)))
                .isEmpty();
        Ticket<String> first = granted(board.reserve(new Ticket.Party(1, 1, ALICE, DataRules.Limits.NONE), "a"));
        granted(board.reserve(new Ticket.Party(1, 1, ALICE, DataRules.Limits.NONE), "b"));
        assertThat(board.reserve(new Ticket.Party(1, 1, ALICE, DataRules.Limits.NONE), "c"))
                .isEqualTo(new Answer.Refused<>(PortRefusal.ACCOUNT_LIMIT));
        granted(board.reserve(new Ticket.Party(1, 2, ALICE, DataRules.Limits.NONE), "d"));
        assertThat(board.reserve(new Ticket.Party(1, 2, ALICE, DataRules.Limits.NONE), "e"))
                .isEqualTo(new Answer.Refused<>(PortRefusal.ADDRESS_LIMIT));
        assertThat(matched(board.arrived(first.port(), ALICE))).isEqualTo("a");
        granted(board.reserve(new Ticket.Party(1, 1, ALICE, DataRules.Limits.NONE), "f"));
    }

    @Test
    void a_tenant_may_be_stricter_than_the_node() {
        Board<String> board = usual(4);
        var one = new DataRules.Limits(Optional.of(1), Optional.empty());
        granted(board.reserve(new Ticket.Party(1, 1, ALICE, one), "a"));
        assertThat(board.reserve(new Ticket.Party(1, 1, ALICE, one), "b"))
                .isEqualTo(new Answer.Refused<>(PortRefusal.ACCOUNT_LIMIT));
        var both = new DataRules.Limits(Optional.empty(), Optional.of(2));
        Ticket<String> second = granted(board.reserve(new Ticket.Party(1, 2, ALICE, both), "c"));
        assertThat(board.reserve(new Ticket.Party(1, 3, ALICE, both), "d"))
                .isEqualTo(new Answer.Refused<>(PortRefusal.ADDRESS_LIMIT));
        // Another tenant's clients at the same address do not count.
        granted(board.reserve(new Ticket.Party(2, 3, ALICE, both), "e"));
        assertThat(board.withdraw(second)).isEmpty();
        granted(board.reserve(new Ticket.Party(1, 2, ALICE, both), "f"));
    }

    @Test
    void no_tenant_takes_all_ports_of_a_shared_pool() {
        Board<String> board = board(PortRules.Key.PORT, PortRules.Mode.SHARED, true, 8);
        for (int i = 0; i < 6; i++) {
            granted(board.reserve(new Ticket.Party(1, i, ALICE, DataRules.Limits.NONE), "greedy" + i));
        }
        waiting(board.reserve(new Ticket.Party(1, 7, ALICE, DataRules.Limits.NONE), "too greedy"));
        granted(board.reserve(new Ticket.Party(2, 8, BOB, DataRules.Limits.NONE), "modest"));
    }

    @Test
    void tenants_that_wait_are_served_in_turn() {
        Board<String> board = board(PortRules.Key.PORT, PortRules.Mode.SHARED, true, 1);
        Ticket<String> at = granted(board.reserve(new Ticket.Party(1, 1, ALICE, DataRules.Limits.NONE), "1a"));
        waiting(board.reserve(new Ticket.Party(1, 1, ALICE, DataRules.Limits.NONE), "1b"));
        waiting(board.reserve(new Ticket.Party(1, 1, ALICE, DataRules.Limits.NONE), "1c"));
        waiting(board.reserve(new Ticket.Party(2, 2, BOB, DataRules.Limits.NONE), "2a"));
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            var arrival = (Arrival.Matched<String>) board.arrived(at.port(), NEIGHBOUR);
            at = arrival.granted().getFirst();
            order.add(at.owner());
        }
        assertThat(order).containsExactly("1b", "2a", "1c");
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

    @Test
    void of_many_ports_none_is_given_twice_and_all_are_used() {
        Board<String> board = usual(100);
        Set<Integer> given = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            given.add(granted(board.reserve(party(ALICE), "a" + i)).port());
        }
        assertThat(given).hasSize(100);
    }

    @Test
    void of_many_ports_one_used_long_ago_is_given_again_first() {
        Board<String> board = usual(100);
        Set<Integer> old = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            now++;
            int port = granted(board.reserve(party(ALICE), "a")).port();
            if (i < 50) {
                old.add(port);
            }
            assertThat(matched(board.arrived(port, ALICE))).isNotEmpty();
        }
        int again = 0;
        for (int i = 0; i < 20; i++) {
            now++;
            int port = granted(board.reserve(party(ALICE), "b")).port();
            again += old.contains(port) ? 1 : 0;
            assertThat(matched(board.arrived(port, ALICE))).isNotEmpty();
        }
        assertThat(again).isGreaterThan(15);
    }

    @Test
    void preferred_ports_are_given_first_and_the_others_when_they_are_busy() {
        var rules = new BoardRules(
                new PortRules(PortRules.Key.EXACT, PortRules.Mode.SHARED), false, CONNECT, QUARANTINE, 4, 100, 100);
        var board = new Board<String>(rules, () -> now, new Random(42), _ -> List.of(30_001, 30_003));
        assertThat(board.setPorts(List.of(30_000, 30_001, 30_002, 30_003))).isEmpty();

        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ports.add(granted(board.reserve(party(ALICE), "a" + i)).port());
        }
        assertThat(ports.subList(0, 2)).containsExactlyInAnyOrder(30_001, 30_003);
        assertThat(ports.subList(2, 4)).containsExactlyInAnyOrder(30_000, 30_002);
    }
}
