package dev.berth.transfer;

import dev.berth.endpoint.PassiveRange;
import dev.berth.endpoint.PortRules;
import dev.berth.net.DataSocket;
import dev.berth.net.WhileUsed;
import dev.berth.observe.Event;
import dev.berth.observe.NodeEvent;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Passive ports that stay open and are shared: the [Board] says who waits for whom, this class has the sockets and
/// the timers. A connection from an address without a reservation on that port is closed before any octet, and
/// disturbs nobody.
public final class PassivePool {

    private static final long SWEEP_MILLIS = 5_000;
    private static final long SERVE_MILLIS = 100;

    private final Vertx vertx;
    private final PoolTerms terms;
    private final WaitingSessions waiting;
    private final Board<Reservation> board;
    private final Board<Reservation> foreign;
    private final PoolPorts ports;
    private final LongAdder unmatched = new LongAdder();

    /// Forgets clients that have not been here for a while.
    private final WhileUsed sweeping;

    /// While somebody waits, looks often whether a quarantine has ended.
    private final WhileUsed serving;

    private volatile int firstForeign = Integer.MAX_VALUE;
    private volatile String rangeText = "";
    private String deployment = "";

    private PassivePool(Vertx vertx, PoolTerms terms, WaitingSessions waiting, SecureRandom random) {
        this.vertx = vertx;
        this.terms = terms;
        this.waiting = waiting;
        this.ports = new PoolPorts(vertx, this::isBusy, this::isOwn, this::portsChanged);
        var drawn = new DrawnAhead(random);
        this.board = new Board<>(terms.board(terms.rules()), System::nanoTime, drawn, this::onLoopOf);
        var anybody = new PortRules(PortRules.Key.PORT, PortRules.Mode.SHARED);
        this.foreign = new Board<>(terms.board(anybody), System::nanoTime, drawn);
        this.sweeping = new WhileUsed(vertx, SWEEP_MILLIS, this::tick, () -> !board.isEmpty() || !foreign.isEmpty());
        this.serving = new WhileUsed(vertx, SERVE_MILLIS, this::tick, () -> waiting() > 0);
    }

    /// Deploys the verticles of a pool that has no ports yet.
    ///
    /// @param loops how many event loops the ports are spread over
    static Future<PassivePool> deploy(
            Vertx vertx, int loops, PoolTerms terms, WaitingSessions waiting, SecureRandom random) {
        var pool = new PassivePool(vertx, terms, waiting, random);
        return vertx.deployVerticle(() -> new DataVerticle(pool, terms), new DeploymentOptions().setInstances(loops))
                .map(id -> {
                    pool.deployment = id;
                    return pool;
                });
    }

    /// Announces a port to a client. To be called on the session's context.
    ///
    /// @return the reservation, on that context; held back for the wait timeout when all ports wait for this
    ///     client; then, or when there are no ports at all, it fails with [NoPort]
    public Future<Reservation> reserve(Asker asker) {
        return reserve(asker, board);
    }

    /// Announces a port to which the data connection may come from anywhere (FXP); see [#reserve].
    public Future<Reservation> reserveForAnybody(Asker asker) {
        return reserve(asker, foreign);
    }

    /// Changes the ports. New ones are open when the future completes; those that go are announced to nobody from
    /// now on and closed when their last reservation is over. Running transfers do not notice.
    ///
    /// @return the ports that could not be opened, with the reason of each
    public Future<Map<Integer, Throwable>> resize(PassiveRange range) {
        firstForeign = range.last() - terms.foreignPorts() + 1;
        rangeText = range.toString();
        return ports.resize(range).onComplete(_ -> board.awaitPorts(false));
    }

    /// Lets go of every port that is not in `range`; see [#resize], which follows. Who asks between the two, and
    /// would find no port at all, waits.
    ///
    /// @return completes, and never fails, when those are closed that nobody waits on
    public Future<Void> shrinkTo(PassiveRange range) {
        board.awaitPorts(true);
        return ports.shrinkTo(range);
    }

    /// Whether a port is open, on its way out or not.
    public boolean holds(int port) {
        return ports.holds(port);
    }

    /// How many ports are open.
    public int openPorts() {
        return ports.size();
    }

    /// Whether a port may be announced.
    boolean offers(int port) {
        return ports.offers(port);
    }

    /// Whether who has this port could have another one at once.
    boolean hasRoom(Ticket<Reservation> ticket) {
        return board.hasRoom(ticket);
    }

    /// How many reservations wait for their data connection.
    public int pending() {
        return board.pending() + foreign.pending();
    }

    /// How many sessions wait for a port.
    public int waiting() {
        return board.waiting() + foreign.waiting();
    }

    /// How many ports somebody waits on.
    public int portsInUse() {
        return board.portsInUse() + foreign.portsInUse();
    }

    /// How many ports are busy for each tenant, by its key.
    public Map<Long, Integer> portsByTenant() {
        Map<Long, Integer> all = new HashMap<>(board.portsByTenant());
        foreign.portsByTenant().forEach((tenant, ports) -> all.merge(tenant, ports, Integer::sum));
        return all;
    }

    /// How many connections came that nobody waited for.
    public long unmatched() {
        return unmatched.sum();
    }

    /// Closes all ports; who waits gets none, running transfers go on.
    public Future<Void> close() {
        ports.forget();
        return vertx.deploymentIDs().contains(deployment)
                ? vertx.undeploy(deployment)
                : Future.succeededFuture(); // gone with the supervisor, which it was deployed by
    }

    Duration connectTimeout() {
        return terms.config().connectTimeout();
    }

    Duration waitTimeout() {
        return terms.config().waitTimeout();
    }

    /// All ports, as text.
    String range() {
        return rangeText;
    }

    WaitingSessions waitingSessions() {
        return waiting;
    }

    void joined(DataVerticle instance) {
        ports.joined(instance);
    }

    void tell(Event event) {
        terms.events().publish(event);
    }

    /// On the data socket's context: hands a connection to who waits for it.
    void arrived(int port, DataSocket socket) {
        InetAddress peer = socket.client().getAddress();
        Board<Reservation> asked = boardOf(port);
        switch (asked.arrived(port, peer)) {
            case Board.Arrival.Matched<Reservation>(var ticket, var granted) -> {
                granted.forEach(this::grant);
                if (ticket.owner().arrived(socket)) {
                    releaseAtEnd(asked, ticket, socket);
                } else {
                    socket.reset();
                    takeBack(asked, ticket);
                }
            }
            case Board.Arrival.Unmatched<Reservation>(var meant) -> {
                socket.reset();
                if (!socket.isCheck()) {
                    unmatched.increment();
                    meant.ifPresent(ticket -> ticket.owner().sawStranger(peer));
                    tell(new NodeEvent.DataUnmatched(port, peer));
                }
            }
        }
    }

    /// The time to connect begins anew.
    void extend(Ticket<Reservation> ticket) {
        boardOf(ticket.port()).extend(ticket);
    }

    /// Takes back a reservation that nobody used, or that waited in vain.
    void withdraw(Ticket<Reservation> ticket) {
        takeBack(ticket.port() == 0 && ticket.owner().isForAnybody() ? foreign : boardOf(ticket.port()), ticket);
    }

    private Future<Reservation> reserve(Asker asker, Board<Reservation> from) {
        var reservation = new Reservation(this, asker, from.equals(foreign));
        var party = new Ticket.Party(
                asker.tenantId(), asker.account(), asker.client(), asker.rules().limits());
        sweeping.begin();
        return switch (from.reserve(party, reservation)) {
            case Board.Answer.Granted<Reservation>(var ticket) ->
                Future.succeededFuture(reservation.granted(ticket, ports.contextOf(ticket.port())));
            case Board.Answer.Waiting<Reservation>(var ticket) -> {
                serving.begin();
                yield reservation.await(ticket);
            }
            case Board.Answer.Refused<Reservation>(var why) -> {
                tell(new Event.PortRefused(
                        asker.session(), asker.owner(), asker.tenant(), asker.client(), why.words()));
                yield Future.failedFuture(new NoPort(why.words()));
            }
        };
    }

    /// A port for one that waited; it learns of it on its own context.
    private void grant(Ticket<Reservation> ticket) {
        Context context = ports.contextOf(ticket.port());
        ticket.owner().asker().loop().runOnContext(_ -> ticket.owner().grantedLater(ticket, context));
    }

    private void takeBack(Board<Reservation> from, Ticket<Reservation> ticket) {
        from.withdraw(ticket).forEach(this::grant);
    }

    /// In exclusive mode the port is busy as long as the data connection lasts.
    private void releaseAtEnd(Board<Reservation> from, Ticket<Reservation> ticket, DataSocket socket) {
        if (ticket.state() == Ticket.State.HELD) {
            socket.closed().onComplete(_ -> takeBack(from, ticket), _ -> takeBack(from, ticket));
        }
    }

    /// The ports whose connections live on the session's own event loop, so that a transfer and its session need not
    /// wake each other's thread.
    private List<Integer> onLoopOf(Reservation reservation) {
        return ports.onLoopOf(reservation.asker().loop());
    }

    private boolean isOwn(int port) {
        return port < firstForeign;
    }

    private Board<Reservation> boardOf(int port) {
        return isOwn(port) ? board : foreign;
    }

    private boolean isBusy(int port) {
        return board.isBusy(port) || foreign.isBusy(port);
    }

    private void portsChanged(List<Integer> open) {
        int border = firstForeign;
        board.setPorts(open.stream().filter(port -> port < border).toList()).forEach(this::grant);
        foreign.setPorts(open.stream().filter(port -> port >= border).toList()).forEach(this::grant);
    }

    private void tick() {
        board.tick().forEach(this::grant);
        foreign.tick().forEach(this::grant);
    }
}
