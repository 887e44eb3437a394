package dev.berth.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.PortRules;
import dev.berth.transfer.Board.Answer;
import dev.berth.transfer.Board.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// How much of a board an account, an address and a tenant get.
class BoardLimitsTest extends BoardUnderTest {

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
}
