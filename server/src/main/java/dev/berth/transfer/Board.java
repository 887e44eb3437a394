package dev.berth.transfer;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Who waits for which data connection on the ports of one pool. It knows neither sockets nor timers: its user tells
/// it what happens, and gives it the time. It may be used from any thread; what belongs to one client key happens
/// one after the other.
///
/// ```
/// reserve --> WAITING --> ANNOUNCED --> (match: OVER, or HELD in exclusive mode --> OVER)
///                |            '-- withdrawn or expired --> OVER, the port in quarantine for this key
///                '-- given up --> OVER
/// ```
///
/// @param <T> what its user knows a ticket by
final class Board<T> {

    /// How long the last use of a port is remembered, for the choice of the next.
    private static final long MEMORY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final BoardRules rules;
    private final LongSupplier clock;
    private final RandomGenerator random;
    private final ClientTable<T> clients;
    private final AnnouncedPorts<T> announced = new AnnouncedPorts<>();
    private final PartySeats seats;
    private final Function<T, List<Integer>> preferred;
    private volatile List<Integer> ports = List.of();
    private volatile boolean awaitsPorts;

    /// What became of a wish.
    sealed interface Answer<T> {
        /// A port is announced.
        record Granted<T>(Ticket<T> ticket) implements Answer<T> {}

        /// It has to wait; a later call gives it a port.
        record Waiting<T>(Ticket<T> ticket) implements Answer<T> {}

        /// It is refused.
        record Refused<T>(PortRefusal why) implements Answer<T> {}
    }

    /// Whose a connection is.
    sealed interface Arrival<T> {
        /// Somebody waited for it.
        ///
        /// @param granted who got a port by that
        record Matched<T>(Ticket<T> ticket, List<Ticket<T>> granted) implements Arrival<T> {}

        /// Nobody waited for it.
        ///
        /// @param meant the one who waits on this port for somebody else, if it is exactly one
        record Unmatched<T>(Optional<Ticket<T>> meant) implements Arrival<T> {}
    }

    /// @param clock in nanoseconds, as [System#nanoTime] has them
    /// @param random for the choice of ports
    Board(BoardRules rules, LongSupplier clock, RandomGenerator random) {
        this(rules, clock, random, _ -> List.of());
    }

    /// @param preferred the open ports of which an owner gets one if one of them is free for it
    Board(BoardRules rules, LongSupplier clock, RandomGenerator random, Function<T, List<Integer>> preferred) {
        this.rules = rules;
        this.clients = new ClientTable<>(rules.ports().mode());
        this.preferred = preferred;
        this.clock = clock;
        this.random = random;
        this.seats = new PartySeats(rules.maxPerAccount(), rules.maxPerAddress());
    }

    /// Wishes for a port.
    Answer<T> reserve(Ticket.Party party, T owner) {
        if (ports.isEmpty() && !awaitsPorts) {
            return new Answer.Refused<>(PortRefusal.NO_PORTS);
        }
        Optional<PortRefusal> tooMany = seats.take(party);
        if (tooMany.isPresent()) {
            return new Answer.Refused<>(tooMany.get());
        }
        var ticket =
                new Ticket<>(party, ClientKey.of(party.client(), rules.ports().key()), owner);
        boolean[] full = new boolean[1];
        clients.enter(ticket.key(), mine -> {
            if (somebodyIsAhead(mine) || !announce(mine, ticket)) {
                full[0] = mine.waiters().size() >= rules.maxWaiters();
                if (!full[0]) {
                    mine.waiters().add(ticket);
                }
            }
        });
        if (full[0]) {
            over(ticket);
            return new Answer.Refused<>(PortRefusal.QUEUE_FULL);
        }
        return ticket.state() == Ticket.State.WAITING ? new Answer.Waiting<>(ticket) : new Answer.Granted<>(ticket);
    }

    /// A connection has come to a port.
    Arrival<T> arrived(int port, InetAddress peer) {
        Object key = ClientKey.of(peer, rules.ports().key());
        List<Ticket<T>> matched = new ArrayList<>(1);
        List<Ticket<T>> granted = new ArrayList<>();
        clients.with(key, mine -> {
            Ticket<T> ticket = mine.at(port);
            if (ticket != null
                    && ticket.state() == Ticket.State.ANNOUNCED
                    && ticket.key().equals(key)
                    && !ticket.isLate(clock.getAsLong())) {
                matched.add(ticket);
                announced.remove(ticket);
                if (clients.isExclusive()) {
                    ticket.become(Ticket.State.HELD);
                } else {
                    var _ = mine.release(ticket);
                    over(ticket);
                    serve(mine, granted);
                }
            }
        });
        return matched.isEmpty()
                ? new Arrival.Unmatched<>(announced.onlyOneAt(port))
                : new Arrival.Matched<>(matched.getFirst(), granted);
    }

    /// Whether who has this ticket could have another port at once.
    boolean hasRoom(Ticket<T> ticket) {
        boolean[] room = new boolean[1];
        clients.with(
                ticket.key(),
                mine -> room[0] =
                        mayTake(mine, ticket.party().tenant()) && mine.choose(ports, clock.getAsLong(), random) >= 0);
        return room[0];
    }

    /// The time to connect begins anew, if nobody has come yet.
    void extend(Ticket<T> ticket) {
        ticket.extend(clock.getAsLong() + rules.connectNanos());
    }

    /// Takes a wish back, wherever it stands: one that waited stops waiting; an announced port, which somebody may
    /// still be on the way to, goes into quarantine for this key; a held one, whose data connection has ended, is
    /// free at once.
    ///
    /// @return who got a port by that
    List<Ticket<T>> withdraw(Ticket<T> ticket) {
        List<Ticket<T>> granted = new ArrayList<>();
        clients.with(ticket.key(), mine -> {
            switch (ticket.state()) {
                case WAITING -> {
                    if (mine.waiters().remove(ticket)) {
                        over(ticket);
                    }
                }
                case ANNOUNCED -> {
                    announced.remove(ticket);
                    var _ = mine.release(ticket);
                    mine.quarantine(ticket.port(), clock.getAsLong() + rules.quarantineNanos());
                    over(ticket);
                    serve(mine, granted);
                }
                case HELD -> {
                    var _ = mine.release(ticket);
                    over(ticket);
                    serve(mine, granted);
                }
                case OVER -> {}
            }
        });
        return granted;
    }

    /// Changes the ports. Those that go are announced to nobody from now on.
    ///
    /// @return who got a port by that
    List<Ticket<T>> setPorts(List<Integer> open) {
        ports = List.copyOf(open);
        return tick();
    }

    /// Whether ports are about to be set: then wishes wait for them, should there be none at the moment.
    void awaitPorts(boolean soon) {
        awaitsPorts = soon;
    }

    /// Gives ports whose quarantine has ended to who waits for them, and forgets clients that have not been here for
    /// a while; to be called now and then as long as it is not [#isEmpty].
    ///
    /// @return who got a port by that
    List<Ticket<T>> tick() {
        List<Ticket<T>> granted = new ArrayList<>();
        long now = clock.getAsLong();
        clients.sweep(mine -> serve(mine, granted), mine -> mine.isStale(now, MEMORY_NANOS));
        return granted;
    }

    /// Whether somebody still waits for a connection on a port, or has one that keeps it busy.
    boolean isBusy(int port) {
        return announced.has(port)
                || (clients.isExclusive() && clients.all().stream().anyMatch(mine -> mine.at(port) != null));
    }

    /// How many announced ports nobody has reached yet.
    int pending() {
        return announced.pending();
    }

    /// How many wait for a port.
    int waiting() {
        return clients.all().stream().mapToInt(mine -> mine.waiters().size()).sum();
    }

    /// How many ports are busy for somebody.
    int portsInUse() {
        return clients.isExclusive()
                ? clients.all().stream().mapToInt(ClientPorts::takenCount).sum()
                : announced.ports();
    }

    /// How many ports are busy for each tenant, by its key.
    Map<Long, Integer> portsByTenant() {
        Map<Long, Set<Integer>> busy = new HashMap<>();
        Consumer<Ticket<T>> note = ticket -> busy.computeIfAbsent(ticket.party().tenant(), _ -> new HashSet<>())
                .add(ticket.port());
        announced.forEach(note);
        if (clients.isExclusive()) {
            clients.sweep(mine -> mine.forEach(note), _ -> false);
        }
        Map<Long, Integer> counts = new HashMap<>();
        busy.forEach((tenant, ports) -> counts.put(tenant, ports.size()));
        return counts;
    }

    /// Whether there is nothing that time would change.
    boolean isEmpty() {
        return clients.isEmpty();
    }

    private void serve(ClientPorts<T> mine, List<Ticket<T>> granted) {
        while (!mine.waiters().isEmpty() && mine.choose(ports, clock.getAsLong(), random) >= 0) {
            Ticket<T> next = mine.waiters().next(tenant -> mayTake(mine, tenant));
            if (next == null || !announce(mine, next)) {
                return;
            }
            granted.add(next);
        }
    }

    private boolean announce(ClientPorts<T> mine, Ticket<T> ticket) {
        long now = clock.getAsLong();
        if (!mayTake(mine, ticket.party().tenant())) {
            return false;
        }
        int near = mine.choose(preferred.apply(ticket.owner()), now, random);
        int port = near >= 0 ? near : mine.choose(ports, now, random);
        if (port < 0) {
            return false;
        }
        ticket.announce(port, now + rules.connectNanos());
        mine.take(port, ticket, now);
        announced.add(ticket);
        return true;
    }

    /// Whether one of those that wait could take the next port; who waits only because of its tenant's share is in
    /// nobody's way.
    private boolean somebodyIsAhead(ClientPorts<T> mine) {
        return mine.waiters().tenants().stream().anyMatch(tenant -> mayTake(mine, tenant));
    }

    private boolean mayTake(ClientPorts<T> mine, long tenant) {
        return !rules.shared() || mine.hasShareLeft(tenant, ports.size());
    }

    private void over(Ticket<T> ticket) {
        ticket.become(Ticket.State.OVER);
        seats.leave(ticket.party());
    }
}
