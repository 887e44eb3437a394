package dev.berth.transfer;

import dev.berth.config.PassiveConfig;
import dev.berth.endpoint.PassiveRange;
import dev.berth.net.DataSocket;
import dev.berth.net.EventLoops;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Passive ports that stay open and are shared: a port is busy only for one client address, and only between 227
/// and the arrival of the data connection (DESIGN.md's board). A connection from an address without a reservation
/// on that port is closed before any octet, and disturbs nobody.
public final class PassivePool {

    private static final long SWEEP_MILLIS = 5_000;
    private static final long DRAIN_CHECK_MILLIS = 100;

    private final Vertx vertx;
    private final PassiveConfig config;
    private final SecureRandom random;
    private final ConcurrentHashMap<InetAddress, ClientPorts> board = new ConcurrentHashMap<>();
    private final List<DataVerticle> instances = new CopyOnWriteArrayList<>();
    private final LongAdder unmatched = new LongAdder();
    private volatile PortTable ports = PortTable.EMPTY;
    private String deployment = "";
    private long sweep;

    private PassivePool(Vertx vertx, PassiveConfig config, SecureRandom random) {
        this.vertx = vertx;
        this.config = config;
        this.random = random;
    }

    /// Deploys the verticles of a pool that has no ports yet.
    ///
    /// @param loops how many event loops the ports are spread over
    /// @param addresses the literal addresses on which every port is opened
    public static Future<PassivePool> deploy(
            Vertx vertx, int loops, PassiveConfig config, List<String> addresses, SecureRandom random) {
        var pool = new PassivePool(vertx, config, random);
        return vertx.deployVerticle(
                        () -> new DataVerticle(pool, addresses, config.backlog()),
                        new DeploymentOptions().setInstances(loops))
                .map(pool::deployed);
    }

    /// Announces a port to a client.
    ///
    /// @param client its address, as the control connection has it
    /// @param session the context of its session
    /// @return the reservation, on that context; held back for the wait timeout when all ports wait for this
    ///     client; then, or when there are no ports at all, it fails with [NoPort]
    public Future<Reservation> reserve(InetAddress client, Context session) {
        Promise<Reservation> promise = EventLoops.promise(session);
        var waiter = new Waiter(session, promise);
        List<Runnable> afterwards = new ArrayList<>(1);
        board.compute(client, (_, known) -> {
            var mine = known == null ? new ClientPorts() : known;
            if (!mine.waiters().isEmpty() || !take(mine, client, waiter, afterwards)) {
                await(mine, client, waiter, afterwards);
            }
            return mine;
        });
        afterwards.forEach(Runnable::run);
        return promise.future();
    }

    /// Changes the ports. New ones are open when the future completes; those that go are announced to nobody from
    /// now on and closed when their last reservation is over. Running transfers do not notice.
    ///
    /// @return the ports that could not be opened, with the reason of each
    public Future<Map<Integer, Throwable>> resize(PassiveRange range) {
        Set<Integer> wanted =
                IntStream.rangeClosed(range.first(), range.last()).boxed().collect(Collectors.toSet());
        var gone = new HashSet<>(ports.ports());
        gone.removeAll(wanted);
        wanted.removeAll(ports.ports());
        retire(gone);
        return open(wanted);
    }

    /// Lets go of every port that is not in `range`; see [#resize].
    public void shrinkTo(PassiveRange range) {
        var gone = new HashSet<>(ports.ports());
        gone.removeIf(range::contains);
        retire(gone);
    }

    /// How many ports are open.
    public int openPorts() {
        return ports.all().size();
    }

    /// How many reservations wait for their data connection.
    public int pending() {
        return board.values().stream().mapToInt(ClientPorts::pendingCount).sum();
    }

    /// How many connections came that nobody waited for.
    public long unmatched() {
        return unmatched.sum();
    }

    /// Closes all ports; reservations fail, running transfers go on.
    public Future<Void> close() {
        vertx.cancelTimer(sweep);
        ports = PortTable.EMPTY;
        return vertx.deploymentIDs().contains(deployment)
                ? vertx.undeploy(deployment)
                : Future.succeededFuture(); // gone with the supervisor, which it was deployed by
    }

    /// Why no port could be announced, in words for the client.
    public static final class NoPort extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoPort(String message) {
            super(message, null, false, false);
        }
    }

    Duration connectTimeout() {
        return config.connectTimeout();
    }

    void joined(DataVerticle instance) {
        instances.add(instance);
    }

    /// On the data socket's context: hands a connection to who waits for it.
    void arrived(int port, DataSocket socket) {
        InetAddress client = socket.client().getAddress();
        List<Reservation> matched = new ArrayList<>(1);
        List<Runnable> afterwards = new ArrayList<>(1);
        board.computeIfPresent(client, (_, mine) -> {
            Reservation reservation = mine.arrived(port);
            if (reservation != null) {
                matched.add(reservation);
                serveWaiters(mine, client, afterwards);
            }
            return mine;
        });
        if (matched.isEmpty() || !matched.getFirst().arrival().tryComplete(socket)) {
            unmatched.increment();
            socket.reset();
        }
        afterwards.forEach(Runnable::run);
    }

    /// Takes back a reservation that nobody used; its port is not announced to the same client until the
    /// quarantine is over.
    void withdraw(Reservation reservation) {
        List<Runnable> afterwards = new ArrayList<>(1);
        long until = System.nanoTime() + config.quarantine().toNanos();
        board.computeIfPresent(reservation.client(), (client, mine) -> {
            if (mine.withdraw(reservation, until)) {
                serveWaiters(mine, client, afterwards);
            }
            return mine;
        });
        afterwards.forEach(Runnable::run);
    }

    private PassivePool deployed(String id) {
        deployment = id;
        sweep = vertx.setPeriodic(SWEEP_MILLIS, _ -> sweep());
        return this;
    }

    /// Forgets clients that have not been here for a while.
    private void sweep() {
        long now = System.nanoTime();
        for (InetAddress client : board.keySet()) {
            List<Runnable> afterwards = new ArrayList<>();
            board.computeIfPresent(client, (_, mine) -> {
                serveWaiters(mine, client, afterwards);
                return mine.isStale(now, TimeUnit.MINUTES.toNanos(1)) ? null : mine;
            });
            afterwards.forEach(Runnable::run);
        }
    }

    private void serveWaiters(ClientPorts mine, InetAddress client, List<Runnable> afterwards) {
        while (!mine.waiters().isEmpty() && take(mine, client, mine.waiters().peek(), afterwards)) {
            mine.waiters().remove();
        }
    }

    private boolean take(ClientPorts mine, InetAddress client, Waiter waiter, List<Runnable> afterwards) {
        PortTable table = ports;
        long now = System.nanoTime();
        int port = mine.choose(table, table.sharingLoop(waiter.session()), now, random);
        if (port < 0) {
            return false;
        }
        var reservation = new Reservation(
                this,
                client,
                port,
                waiter.session(),
                EventLoops.promise(table.ownerOf(port).context()));
        mine.put(reservation, now);
        afterwards.add(() -> waiter.session().runOnContext(_ -> {
            if (waiter.promise().tryComplete(reservation)) {
                reservation.announce();
            } else {
                reservation.cancel();
            }
        }));
        return true;
    }

    private void await(ClientPorts mine, InetAddress client, Waiter waiter, List<Runnable> afterwards) {
        if (ports.all().isEmpty() || mine.waiters().size() >= config.maxWaiters()) {
            afterwards.add(() -> waiter.promise().fail(new NoPort("no passive port is free")));
            return;
        }
        mine.waiters().add(waiter);
        afterwards.add(() -> {
            long timer = vertx.setTimer(config.waitTimeout().toMillis(), _ -> giveUp(client, waiter));
            waiter.promise().future().onComplete(_ -> vertx.cancelTimer(timer), _ -> {});
        });
    }

    private void giveUp(InetAddress client, Waiter waiter) {
        board.computeIfPresent(client, (_, mine) -> {
            mine.waiters().remove(waiter);
            return mine;
        });
        waiter.promise().tryFail(new NoPort("all passive ports wait for this client"));
    }

    private Future<Map<Integer, Throwable>> open(Set<Integer> wanted) {
        Map<Integer, DataVerticle> opened = new ConcurrentHashMap<>();
        Map<Integer, Throwable> failed = new ConcurrentHashMap<>();
        List<Future<Void>> opening = new ArrayList<>();
        for (Integer port : wanted) {
            DataVerticle owner = instances.get(port % instances.size());
            opening.add(onContextOf(owner, () -> owner.open(port))
                    .onComplete(_ -> opened.put(port, owner), cause -> failed.put(port, cause)));
        }
        return Future.join(opening).otherwiseEmpty().map(_ -> {
            ports = ports.plus(opened);
            return new HashMap<>(failed);
        });
    }

    private void retire(Set<Integer> gone) {
        if (gone.isEmpty()) {
            return;
        }
        PortTable before = ports;
        ports = before.minus(gone);
        for (Integer port : gone) {
            closeWhenIdle(port, before.ownerOf(port));
        }
    }

    private void closeWhenIdle(int port, DataVerticle owner) {
        boolean pending = board.values().stream().anyMatch(client -> client.isPending(port));
        if (pending) {
            vertx.setTimer(DRAIN_CHECK_MILLIS, _ -> closeWhenIdle(port, owner));
        } else {
            owner.context().runOnContext(_ -> owner.close(port).onComplete(_ -> {}, _ -> {}));
        }
    }

    private static Future<Void> onContextOf(DataVerticle owner, java.util.function.Supplier<Future<Void>> work) {
        Promise<Void> done = Promise.promise();
        owner.context().runOnContext(_ -> work.get().onComplete(done));
        return done.future();
    }
}
