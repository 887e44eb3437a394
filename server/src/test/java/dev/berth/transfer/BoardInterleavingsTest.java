package dev.berth.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.PortRules;
import dev.berth.transfer.Board.Answer;
import dev.berth.transfer.Board.Arrival;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Plays sessions and their connections against the board in random order, on a clock of its own: early, late,
/// doubled and foreign connections, sessions that ask again, change their mind or leave, few ports and many clients
/// behind few addresses. Whatever happens, a connection is given to the session whose client made it, or to nobody.
class BoardInterleavingsTest {

    private static final int INTERLEAVINGS = 100_000;
    private static final long CONNECT = TimeUnit.SECONDS.toNanos(20);
    private static final long QUARANTINE = TimeUnit.SECONDS.toNanos(30);

    @Test
    void data_never_reaches_the_wrong_session() {
        int matched = 0;
        int late = 0;
        int waited = 0;
        for (int seed = 0; seed < INTERLEAVINGS; seed++) {
            var play = new Play(new Random(seed));
            play.run();
            matched += play.matched;
            late += play.lateUnmatched;
            waited += play.waited;
        }
        // The plays were about something.
        assertThat(matched).isGreaterThan(INTERLEAVINGS);
        assertThat(late).isGreaterThan(INTERLEAVINGS / 10);
        assertThat(waited).isGreaterThan(INTERLEAVINGS / 10);
    }

    private record Moment(long at, Runnable what) {}

    /// One interleaving.
    private static final class Play {
        private final Random random;
        private final List<InetAddress> addresses = List.of(
                InetAddress.ofLiteral("192.0.2.1"),
                InetAddress.ofLiteral("192.0.2.200"),
                InetAddress.ofLiteral("2001:db8::1"));
        private final PriorityQueue<Moment> moments = new PriorityQueue<>(Comparator.comparingLong(Moment::at));
        private final Board<Session> board;
        private long now = 1;
        private int matched;
        private int lateUnmatched;
        private int waited;

        Play(Random random) {
            this.random = random;
            PortRules.Mode mode = random.nextInt(4) == 0 ? PortRules.Mode.EXCLUSIVE : PortRules.Mode.SHARED;
            var rules = new BoardRules(
                    new PortRules(random.nextInt(4) == 0 ? PortRules.Key.PREFIX : PortRules.Key.EXACT, mode),
                    random.nextBoolean(),
                    CONNECT,
                    QUARANTINE,
                    8,
                    1000,
                    1000);
            board = new Board<>(rules, () -> now, random);
            List<Integer> ports = IntStream.range(0, 1 + random.nextInt(4))
                    .map(i -> 30_000 + i)
                    .boxed()
                    .toList();
            assertThat(board.setPorts(ports)).isEmpty();
        }

        void run() {
            int sessions = 2 + random.nextInt(4);
            for (int i = 0; i < sessions; i++) {
                var session = new Session(i % 2, i, addresses.get(random.nextInt(addresses.size())));
                later(TimeUnit.SECONDS.toNanos(10), session::ask);
            }
            while (!moments.isEmpty()) {
                Moment next = moments.remove();
                now = Math.max(now, next.at());
                next.what().run();
            }
            now += TimeUnit.MINUTES.toNanos(5);
            grant(board.tick());
            assertThat(board.pending()).isZero();
            assertThat(board.waiting()).isZero();
            assertThat(board.portsInUse()).isZero();
            assertThat(board.isEmpty()).isTrue();
        }

        void later(long within, Runnable what) {
            moments.add(new Moment(now + 1 + random.nextLong(within), what));
        }

        void grant(List<Ticket<Session>> granted) {
            granted.forEach(ticket -> ticket.owner().announced(ticket));
        }

        void connect(Session from, int port) {
            switch (board.arrived(port, from.address)) {
                case Arrival.Matched<Session>(var ticket, var granted) -> {
                    assertThat(ticket.owner()).as("whose data it is").isSameAs(from);
                    matched++;
                    grant(granted);
                    later(TimeUnit.SECONDS.toNanos(10), () -> grant(board.withdraw(ticket)));
                    // A client that dials twice: nobody takes the second one.
                    if (random.nextInt(4) == 0 && granted.isEmpty()) {
                        assertThat(board.arrived(port, from.address)).isInstanceOf(Arrival.Unmatched.class);
                    }
                }
                case Arrival.Unmatched<Session> _ -> lateUnmatched++;
            }
        }

        void foreign(int port) {
            InetAddress stranger = InetAddress.ofLiteral("203.0.113." + (1 + random.nextInt(200)));
            assertThat(board.arrived(port, stranger)).isInstanceOf(Arrival.Unmatched.class);
        }

        /// One session with its client. Its connections may be as late as the quarantine is long.
        private final class Session {
            private final int tenant;
            private final int number;
            private final InetAddress address;
            private int asked;
            private Ticket<Session> current;

            Session(int tenant, int number, InetAddress address) {
                this.tenant = tenant;
                this.number = number;
                this.address = address;
            }

            void ask() {
                if (current != null) {
                    grant(board.withdraw(current));
                    current = null;
                }
                if (++asked > 4) {
                    return;
                }
                switch (board.reserve(new Ticket.Party(tenant, number, address, DataRules.Limits.NONE), this)) {
                    case Answer.Granted<Session>(var ticket) -> announced(ticket);
                    case Answer.Waiting<Session>(var ticket) -> {
                        waited++;
                        current = ticket;
                        later(TimeUnit.SECONDS.toNanos(5), () -> stopWaiting(ticket));
                    }
                    case Answer.Refused<Session> _ -> later(TimeUnit.SECONDS.toNanos(5), this::ask);
                }
                later(TimeUnit.SECONDS.toNanos(40), this::ask);
            }

            void stopWaiting(Ticket<Session> ticket) {
                if (ticket.state() == Ticket.State.WAITING) {
                    grant(board.withdraw(ticket));
                }
            }

            void announced(Ticket<Session> ticket) {
                current = ticket;
                int port = ticket.port();
                assertThat(port).isBetween(30_000, 30_003);
                var others = new ArrayList<Runnable>();
                others.add(() -> connect(this, port));
                if (random.nextInt(3) == 0) {
                    others.add(() -> foreign(port));
                }
                // Most come in time; some after the reservation is over, and while its port is in quarantine.
                long within = random.nextInt(3) == 0 ? QUARANTINE - 1 : CONNECT / 4;
                others.forEach(each -> later(within, each));
                moments.add(new Moment(now + CONNECT, () -> expire(ticket)));
            }

            void expire(Ticket<Session> ticket) {
                if (ticket.state() == Ticket.State.ANNOUNCED) {
                    grant(board.withdraw(ticket));
                }
            }
        }
    }
}
