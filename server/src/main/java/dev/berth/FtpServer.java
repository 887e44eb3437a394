package dev.berth;

import dev.berth.account.Randomness;
import dev.berth.ban.BanList;
import dev.berth.ban.BanWatch;
import dev.berth.ban.LoginGuard;
import dev.berth.certificate.Certificate;
import dev.berth.cluster.KernelPorts;
import dev.berth.cluster.RunningBerths;
import dev.berth.cluster.TenantSupervisor;
import dev.berth.command.Commands;
import dev.berth.command.Dispatcher;
import dev.berth.command.Greeting;
import dev.berth.command.IdleLimits;
import dev.berth.command.LongTasks;
import dev.berth.config.BerthConfig;
import dev.berth.control.BannedSessions;
import dev.berth.control.ControlListener;
import dev.berth.control.NodeDesk;
import dev.berth.control.SessionDesk;
import dev.berth.control.Sessions;
import dev.berth.endpoint.AllManners;
import dev.berth.endpoint.ClientNetwork;
import dev.berth.endpoint.EphemeralPorts;
import dev.berth.endpoint.ExternalAddress;
import dev.berth.endpoint.NodeNetwork;
import dev.berth.limit.NodeLimits;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TlsPolicy;
import dev.berth.tls.PreparedTls;
import dev.berth.tls.TlsService;
import dev.berth.transfer.PassivePlaces;
import dev.berth.transfer.Transfers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A running node: supervisor, control listeners and passive pools of every tenant in the directory.
public final class FtpServer {

    private final Vertx vertx;
    private final String supervisor;
    private final Watching watching;
    private final Sessions sessions;
    private final Transfers transfers;
    private final NodeLimits limits;
    private final RunningBerths berths;
    private final TlsService tls;
    private final SessionDesk desk;
    private final NodeDesk nodeDesk;

    private FtpServer(
            Vertx vertx,
            String supervisor,
            Watching watching,
            Sessions sessions,
            Transfers transfers,
            NodeLimits limits,
            RunningBerths berths,
            TlsService tls,
            SessionDesk desk,
            NodeDesk nodeDesk) {
        this.vertx = vertx;
        this.supervisor = supervisor;
        this.watching = watching;
        this.sessions = sessions;
        this.transfers = transfers;
        this.limits = limits;
        this.berths = berths;
        this.tls = tls;
        this.desk = desk;
        this.nodeDesk = nodeDesk;
    }

    /// Starts serving what the directory says. To be called on an ordinary thread.
    ///
    /// @param prepared what TLS begins with
    /// @return the running server once every listener is open; fails with a sentence that names the port or
    ///     address which could not be opened
    public static Future<FtpServer> start(
            Vertx vertx, BerthConfig config, Adapters adapters, Future<PreparedTls> prepared) {
        var random = Randomness.seeded();
        var ephemeral = KernelPorts.read();
        var needs = new TlsService.Needs(vertx, adapters.certificates(), adapters.events(), random);
        return prepared.map(tls -> new TlsService(tls, config, needs))
                .compose(tls -> start(vertx, config, adapters, tls, random, ephemeral));
    }

    /// The same where nothing of TLS has been prepared.
    public static Future<FtpServer> start(Vertx vertx, BerthConfig config, Adapters adapters) {
        return start(vertx, config, adapters, PreparedTls.begin(vertx, config));
    }

    private static Future<FtpServer> start(
            Vertx vertx,
            BerthConfig config,
            Adapters adapters,
            TlsService tls,
            SecureRandom random,
            EphemeralPorts ephemeral) {
        int loops = loops(config);
        var places = new PassivePlaces(config.passive().externalAddress().map(ExternalAddress::parse));
        var manners = new AllManners();
        var limits = NodeLimits.none();
        var sessions = new Sessions(config.session().max(), config.session().staleAfter());
        var bans = new BanList(neverBanned(config), InstantSource.system());
        var banned = new BannedSessions(sessions, bans);
        var watch = new BanWatch(config.ban(), config.node(), adapters.bans(), bans, adapters.events(), banned::end);
        var guard = new LoginGuard(
                config.ban(),
                config.session().loginDelay(),
                limits.tenants()::of,
                bans,
                watch,
                random,
                () -> System.nanoTime() / 1_000_000);
        var times = new Transfers.TlsTimes(tls.handshakeTimeout(), tls.closeTimeout());
        var transfers = new Transfers(config.transfer(), times, adapters.events(), limits.bandwidth());
        var commands = Commands.all(new Commands.Needs(
                vertx,
                config.session(),
                config.command(),
                adapters.authenticator(),
                adapters.passwords(),
                adapters.storage(),
                adapters.quotas(),
                adapters.events(),
                places,
                manners,
                tls,
                sessions.roll(),
                limits,
                sessions::endStale,
                guard));
        var dispatcher = new Dispatcher(
                commands,
                transfers,
                adapters.authenticator(),
                tls,
                adapters.quotas(),
                adapters.events(),
                new LongTasks(config.command().longPerTenant()),
                manners,
                limits);
        var serving = new ControlListener.Serving(
                dispatcher,
                new Greeting(manners, config.session().greeting()),
                config.session(),
                new IdleLimits(places, config.session()),
                adapters.events(),
                sessions,
                tls,
                bans);
        var berths = new RunningBerths(
                vertx,
                config,
                loops,
                random,
                serving,
                places,
                ephemeral,
                adapters.storage().givesFilesAway());
        var supervisor = new TenantSupervisor(config.node(), adapters.directory(), berths, manners, limits.tenants());
        return vertx.deployVerticle(watch)
                .compose(watching -> vertx.deployVerticle(supervisor)
                        .map(id -> new FtpServer(
                                vertx,
                                id,
                                new Watching(watching, bans, guard),
                                sessions,
                                transfers,
                                limits,
                                berths,
                                tls,
                                new SessionDesk(vertx, config.node().id(), sessions),
                                new NodeDesk(
                                        vertx, config.node().id(), sessions, transfers::running, adapters.events()))));
    }

    /// The balancers' own addresses are those of everybody behind them.
    private static List<ClientNetwork> neverBanned(BerthConfig config) {
        return Stream.concat(config.ban().never().stream(), config.proxy().trusted().stream())
                .map(ClientNetwork::parse)
                .toList();
    }

    /// Who is kept out.
    ///
    /// @param verticle the id of what keeps it up to date
    private record Watching(String verticle, BanList bans, LoginGuard guard) {}

    /// How many bans are in force.
    public int bans() {
        return watching.bans().size();
    }

    /// How many counts of failed logins are remembered.
    public int failureCounts() {
        return watching.guard().remembered();
    }

    /// The fingerprint (SHA-256) of the node's own certificate, for the operator.
    public String fingerprint() {
        return tls.own().fingerprint();
    }

    /// The certificates of tenants and endpoints that are served.
    public List<Certificate> certificates() {
        return tls.known();
    }

    /// What a tenant demands of TLS, as it is in force here.
    public TlsPolicy policy(TenantId tenant) {
        return tls.policy(tenant);
    }

    /// How many clients are connected.
    public int sessions() {
        return sessions.open();
    }

    /// Whether an administrator has taken the node out of service.
    public boolean isDraining() {
        return sessions.isDraining();
    }

    /// How many transfers run.
    public int transfers() {
        return transfers.running();
    }

    /// How long transfers have waited because of their limits, all together, in seconds.
    public double secondsOfLimits() {
        return limits.bandwidth().secondsWaited();
    }

    /// How many logins were refused because a limit of sessions was reached.
    public long loginsRefusedByLimits() {
        return limits.seats().refused();
    }

    /// How many announced passive ports wait for their data connection.
    public int reservations() {
        return berths.reservations();
    }

    /// How many passive ports are busy for each tenant that has any busy; may be asked on any thread.
    public Map<Slug, Integer> portsInUse() {
        return berths.portsInUse();
    }

    /// The network as this node sees it.
    public NodeNetwork network() {
        return berths.network();
    }

    /// Ends all sessions and listeners.
    public Future<Void> stop() {
        return desk.close()
                .transform(_ -> nodeDesk.close())
                .transform(_ -> vertx.undeploy(supervisor))
                .transform(_ -> vertx.undeploy(watching.verticle()));
    }

    /// How many event loops Vert.x should be given.
    public static int loops(BerthConfig config) {
        return config.node().eventLoops() > 0
                ? config.node().eventLoops()
                : Runtime.getRuntime().availableProcessors();
    }
}
