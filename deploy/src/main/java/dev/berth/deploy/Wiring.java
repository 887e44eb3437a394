package dev.berth.deploy;

import dev.berth.Adapters;
import dev.berth.FtpServer;
import dev.berth.admin.AdminApi;
import dev.berth.admin.events.EventFeed;
import dev.berth.admin.health.HealthListener;
import dev.berth.audit.AuditTrail;
import dev.berth.audit.Auditor;
import dev.berth.audit.RetentionSweep;
import dev.berth.cluster.TenantSupervisor;
import dev.berth.config.BerthConfig;
import dev.berth.diagnosis.Diagnosis;
import dev.berth.jdbc.Database;
import dev.berth.jdbc.DatabaseUnavailable;
import dev.berth.jdbc.JdbcAccountAlterations;
import dev.berth.jdbc.JdbcAccountBatches;
import dev.berth.jdbc.JdbcAccounts;
import dev.berth.jdbc.JdbcAdministrators;
import dev.berth.jdbc.JdbcAlterations;
import dev.berth.jdbc.JdbcAnonymousAccess;
import dev.berth.jdbc.JdbcApiTokens;
import dev.berth.jdbc.JdbcAppPasswords;
import dev.berth.jdbc.JdbcAuditTrail;
import dev.berth.jdbc.JdbcAuthenticator;
import dev.berth.jdbc.JdbcBans;
import dev.berth.jdbc.JdbcCertificates;
import dev.berth.jdbc.JdbcDiagnosticLogins;
import dev.berth.jdbc.JdbcDirectory;
import dev.berth.jdbc.JdbcFolders;
import dev.berth.jdbc.JdbcKeptJobs;
import dev.berth.jdbc.JdbcLimitSettings;
import dev.berth.jdbc.JdbcNewAccounts;
import dev.berth.jdbc.JdbcOwnPassword;
import dev.berth.jdbc.JdbcPlans;
import dev.berth.jdbc.JdbcQuotaLedger;
import dev.berth.jdbc.JdbcRepeats;
import dev.berth.jdbc.JdbcSecondFactors;
import dev.berth.jdbc.Passwords;
import dev.berth.observe.EventLog;
import dev.berth.observe.Events;
import dev.berth.observe.LoopLag;
import dev.berth.quota.QuotaLedger;
import dev.berth.storage.Storage;
import dev.berth.storage.local.LocalStorage;
import dev.berth.tls.KeySeal;
import dev.berth.tls.PreparedTls;
import dev.berth.tls.Sealing;
import dev.berth.tls.TlsService;
import dev.berth.tls.UnusableCertificate;
import dev.berth.view.Recount;
import dev.berth.view.RemovedTenants;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The only place that knows which adapter fulfils which contract, and the order in which a node starts and ends.
final class Wiring {

    private static final long LONGEST_ON_A_LOOP_MILLIS = 200;
    private static final long RECOUNT_MILLIS = 60_000;
    private static final Duration SWEEP = Duration.ofHours(1);

    private final BerthConfig config;
    private final Vertx vertx;
    private final Meters meters;
    private final Future<PreparedTls> tls; // begun beside the database, which needs one processor core only
    private final List<String> notes = new ArrayList<>();
    private final Deque<Supplier<Future<Void>>> closing = new ConcurrentLinkedDeque<>();

    Wiring(BerthConfig config, Vertx vertx, Meters meters) {
        this.config = config;
        this.vertx = vertx;
        this.meters = meters;
        this.tls = PreparedTls.begin(vertx, config);
    }

    /// A Vert.x as the node needs it: native transport where there is one, and a check that no loop is blocked.
    static Vertx vertx(BerthConfig config, Meters meters) {
        return meters.measured(new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(FtpServer.loops(config))
                .setMaxEventLoopExecuteTime(LONGEST_ON_A_LOOP_MILLIS)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
                .setBlockedThreadCheckInterval(LONGEST_ON_A_LOOP_MILLIS)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS)
                // Where it was blocked belongs to the warning; without it nobody can tell why.
                .setWarningExceptionTime(LONGEST_ON_A_LOOP_MILLIS)
                .setWarningExceptionTimeUnit(TimeUnit.MILLISECONDS)
                // The OpenAPI library reads its JSON schemas from the class path through Vert.x' file system.
                .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false)));
    }

    /// Starts everything: database, storage, demo, token, FTP, admin API.
    ///
    /// @return what the operator is told; fails with a sentence for the operator
    Future<Serving> start() {
        closing.addLast(() -> {
            meters.close();
            return Future.succeededFuture();
        });
        if (!vertx.isNativeTransportEnabled()) {
            notes.add("there is no native transport on this platform; the JVM's own is used");
        }
        return Database.open(vertx, config.node(), config.database()).compose(this::withDatabase);
    }

    /// Ends what was started, the last first: listeners and sessions, then what they use. Vert.x itself goes on.
    Future<Void> close() {
        Supplier<Future<Void>> next = closing.pollLast();
        return next == null ? Future.succeededFuture() : next.get().transform(_ -> close());
    }

    /// What everything runs on.
    Vertx vertx() {
        return vertx;
    }

    private Future<Serving> withDatabase(Database database) {
        closing.addLast(database::close);
        return aside(() -> measured(database))
                .compose(_ -> LocalStorage.start(vertx, config.storage()))
                .compose(storage ->
                        Sealing.load(vertx, config).compose(seal -> aside(() -> withStorage(database, storage, seal))));
    }

    private Future<Void> measured(Database database) {
        database.measure(meters.registry());
        return Future.succeededFuture();
    }

    private Future<Serving> withStorage(Database database, Storage storage, Optional<KeySeal> seal) {
        closing.addLast(storage::close);
        return JdbcQuotaLedger.open(vertx, database, config.node().id())
                .compose(quotas -> aside(() -> withQuotas(database, storage, quotas, seal)));
    }

    private Future<Serving> withQuotas(Database database, Storage storage, QuotaLedger quotas, Optional<KeySeal> seal) {
        closing.addLast(quotas::close);
        var recount = new Recount(quotas, storage);
        closing.addLast(() -> {
            recount.end();
            return Future.succeededFuture();
        });
        recount.every(vertx, RECOUNT_MILLIS);
        var passwords = new Passwords(vertx, config.login());
        closing.addLast(passwords::close);
        passwords.measure(meters.registry());
        var directory = new JdbcDirectory(database);
        var accounts = new JdbcAccounts(database, passwords);
        var bans = new JdbcBans(database);
        var certificates = new JdbcCertificates(database, seal, TlsService.bindsResumption(config.tls()));
        var demo = new Demo(vertx, config.node().data(), config.demo(), directory, accounts, storage, recount);
        var diagnosis = new Diagnosis(Clock.systemUTC());
        var feed = new EventFeed();
        feed.measure(meters.registry());
        var audits = new JdbcAuditTrail(database);
        var auditor =
                new Auditor(audits, config.node().id(), config.audit().queue(), Clock.systemUTC(), meters.registry());
        var outlets = Outlets.open(config, meters.registry());
        closing.addLast(() -> aside(outlets::close));
        var events = new Events(Stream.of(
                        Stream.of(new EventLog(), diagnosis, feed, auditor),
                        meters.listeners().stream(),
                        outlets.listeners().stream())
                .<Events.Listener>flatMap(Function.identity())
                .toList());
        var authenticator = new JdbcAuthenticator(vertx, database, passwords, config.login(), seal);
        var tokens = new JdbcApiTokens(database);
        var operatorToken = new OperatorToken(vertx.fileSystem(), config.node().data(), tokens);
        return vertx.deployVerticle(auditor)
                .compose(_ -> closedBy(() -> vertx.undeploy(auditor.deploymentID())))
                .compose(_ -> sweep(audits))
                .compose(_ -> demo.prepare())
                .compose(logins -> operatorToken
                        .prepare()
                        .compose(_ -> aside(() -> FtpServer.start(
                                vertx,
                                config,
                                new Adapters(
                                        directory,
                                        certificates,
                                        authenticator,
                                        new JdbcOwnPassword(database, passwords, config.login()),
                                        storage,
                                        quotas,
                                        bans,
                                        events),
                                tls)))
                        .compose(server -> closedBy(server::stop)
                                .compose(_ ->
                                        aside(() -> meters.watch(vertx, server, directory, FtpServer.loops(config))))
                                .compose(lag -> LoginKey.load(
                                                vertx, config.node().data(), database, seal)
                                        .compose(signingKey -> adminApi(
                                                lag,
                                                server::isDraining,
                                                new AdminApi.Adapters(
                                                        directory,
                                                        new JdbcAlterations(database),
                                                        accounts,
                                                        new JdbcAccountBatches(database, passwords),
                                                        new JdbcKeptJobs(database),
                                                        new RemovedTenants(vertx, storage),
                                                        new JdbcAccountAlterations(database),
                                                        new JdbcAppPasswords(database),
                                                        new JdbcFolders(database),
                                                        new JdbcSecondFactors(database, seal),
                                                        new JdbcAnonymousAccess(database),
                                                        certificates,
                                                        quotas,
                                                        recount,
                                                        new JdbcLimitSettings(database),
                                                        new JdbcPlans(database),
                                                        new JdbcNewAccounts(database),
                                                        bans,
                                                        tokens,
                                                        new JdbcAdministrators(database, passwords),
                                                        signingKey,
                                                        new JdbcRepeats(database),
                                                        diagnosis,
                                                        new JdbcDiagnosticLogins(database, passwords),
                                                        server.network(),
                                                        events,
                                                        feed,
                                                        audits,
                                                        meters.exposition()))))
                                .compose(port -> Future.all(directory.topology(), operatorToken.file())
                                        .map(found -> new Serving(
                                                config,
                                                found.resultAt(0),
                                                logins,
                                                demo.file(),
                                                port,
                                                found.resultAt(1),
                                                server.fingerprint(),
                                                notes)))));
    }

    private Future<Void> sweep(AuditTrail audits) {
        var sweep = new RetentionSweep(audits, config.audit().days(), Clock.systemUTC());
        sweep.every(vertx, SWEEP);
        return closedBy(() -> {
            sweep.end();
            return Future.succeededFuture();
        });
    }

    /// Takes a step on a worker: what is made for the first time reads classes and the system's randomness, for
    /// which an event loop has no time.
    private <T> Future<T> aside(Supplier<Future<T>> step) {
        return vertx.executeBlocking(step::get, false).compose(Function.identity());
    }

    private Future<Void> closedBy(Supplier<Future<Void>> end) {
        closing.addLast(end);
        return Future.succeededFuture();
    }

    private Future<Integer> adminApi(LoopLag lag, BooleanSupplier draining, AdminApi.Adapters adapters) {
        var api = new AdminApi(config.admin(), config.node().id(), adapters);
        return vertx.deployVerticle(api, AdminApi.deployment())
                .compose(_ -> vertx.deployVerticle(new HealthListener(
                        config.admin(), adapters.directory(), lag::longestSilence, draining, adapters.metrics())))
                .map(_ -> api.port());
    }

    /// The sentence for the operator.
    static StartFailed explain(Throwable cause) {
        return switch (cause) {
            case StartFailed known -> known;
            case DatabaseUnavailable unavailable -> unavailable(unavailable);
            case TenantSupervisor.CannotServe cannot -> unavailable(cannot);
            case AdminApi.CannotListen cannot -> unavailable(cannot);
            case HealthListener.CannotListen cannot -> unavailable(cannot);
            case UnusableCertificate unusable -> unavailable(unusable);
            case TlsService.NoEngine none -> unavailable(none);
            default -> StartFailed.unavailable("Berth cannot start: " + cause.getMessage(), cause);
        };
    }

    private static StartFailed unavailable(RuntimeException cause) {
        return StartFailed.unavailable("Berth cannot start: " + cause.getMessage() + ".", cause);
    }
}
