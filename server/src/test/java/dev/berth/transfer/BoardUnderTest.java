package dev.berth.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.PortRules;
import dev.berth.transfer.Board.Answer;
import dev.berth.transfer.Board.Arrival;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// A board with a clock of its own, and what its tests ask of its answers.
abstract class BoardUnderTest {

    static final long CONNECT = TimeUnit.SECONDS.toNanos(20);
    static final long QUARANTINE = TimeUnit.SECONDS.toNanos(30);
    static final InetAddress ALICE = InetAddress.ofLiteral("192.0.2.1");
    static final InetAddress NEIGHBOUR = InetAddress.ofLiteral("192.0.2.2");
    static final InetAddress BOB = InetAddress.ofLiteral("198.51.100.1");

    long now = 1;

    Board<String> board(PortRules.Key key, PortRules.Mode mode, boolean shared, int ports) {
        var rules = new BoardRules(new PortRules(key, mode), shared, CONNECT, QUARANTINE, 4, 100, 100);
        var board = new Board<String>(rules, () -> now, new Random(42));
        assertThat(board.setPorts(
                        IntStream.range(30_000, 30_000 + ports).boxed().toList()))
                .isEmpty();
        return board;
    }

    Board<String> usual(int ports) {
        return board(PortRules.Key.EXACT, PortRules.Mode.SHARED, false, ports);
    }

    static Ticket.Party party(InetAddress client) {
        return new Ticket.Party(1, 1, client, DataRules.Limits.NONE);
    }

    @CanIgnoreReturnValue
    static Ticket<String> granted(Answer<String> answer) {
        assertThat(answer).isInstanceOf(Answer.Granted.class);
        return ((Answer.Granted<String>) answer).ticket();
    }

    @CanIgnoreReturnValue
    static Ticket<String> waiting(Answer<String> answer) {
        assertThat(answer).isInstanceOf(Answer.Waiting.class);
        return ((Answer.Waiting<String>) answer).ticket();
    }

    static String matched(Arrival<String> arrival) {
        assertThat(arrival).isInstanceOf(Arrival.Matched.class);
        return ((Arrival.Matched<String>) arrival).ticket().owner();
    }

    static Optional<Ticket<String>> meant(Arrival<String> arrival) {
        assertThat(arrival).isInstanceOf(Arrival.Unmatched.class);
        return ((Arrival.Unmatched<String>) arrival).meant();
    }
}
