package dev.berth.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.endpoint.PortRules;
import dev.berth.transfer.Board.Arrival;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Which port a client gets.
class BoardChoiceTest extends BoardUnderTest {

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
