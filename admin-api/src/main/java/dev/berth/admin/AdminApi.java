package dev.berth.admin;

import dev.berth.account.AccountAlterations;
import dev.berth.account.AccountBatches;
import dev.berth.account.Accounts;
import dev.berth.account.Administrators;
import dev.berth.account.AnonymousAccess;
import dev.berth.account.ApiTokens;
import dev.berth.account.AppPasswords;
import dev.berth.account.DiagnosticLogins;
import dev.berth.account.Folders;
import dev.berth.account.KeptJobs;
import dev.berth.account.LimitSettings;
import dev.berth.account.Repeats;
import dev.berth.account.SecondFactors;
import dev.berth.account.Secret;
import dev.berth.admin.change.Changes;
import dev.berth.admin.change.PortGuard;
import dev.berth.admin.events.EventFeed;
import dev.berth.admin.http.Entrance;
import dev.berth.admin.http.Origins;
import dev.berth.admin.jobs.Jobs;
import dev.berth.admin.once.Rates;
import dev.berth.admin.once.Repeated;
import dev.berth.admin.operation.Cursors;
import dev.berth.admin.operation.Opaque;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.operation.Tags;
import dev.berth.admin.security.Bearer;
import dev.berth.admin.security.Logins;
import dev.berth.admin.state.InTurn;
import dev.berth.audit.AuditTrail;
import dev.berth.ban.Bans;
import dev.berth.certificate.Certificates;
import dev.berth.config.AdminConfig;
import dev.berth.diagnosis.Diagnosis;
import dev.berth.endpoint.Alterations;
import dev.berth.endpoint.Directory;
import dev.berth.endpoint.NodeNetwork;
import dev.berth.observe.Events;
import dev.berth.observe.Exposition;
import dev.berth.plan.NewAccounts;
import dev.berth.plan.Plans;
import dev.berth.quota.QuotaLedger;
import dev.berth.quota.Recounts;
import dev.berth.tenant.TenantFiles;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.openapi.contract.OpenAPIContract;
import java.net.InetAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The admin API: serves the operations of `openapi.yaml`, and no others.
public final class AdminApi extends VerticleBase {

    /// One serves, the other does what takes longer.
    private static final int THREADS = 2;

    private final AdminConfig config;
    private final String node;
    private final Adapters adapters;
    private volatile int port;

    /// What the API works on.
    ///
    /// @param directory tenants and endpoints
    /// @param alterations how those are altered
    /// @param accounts the accounts of the tenants
    /// @param batches how many of them are made at once
    /// @param jobs what is kept of work that goes on for longer
    /// @param files what goes with a tenant, if that is wanted
    /// @param accountAlterations how those are altered
    /// @param folders what accounts of a tenant share
    /// @param secondFactors what accounts need beside their passwords
    /// @param anonymous whom tenants let in without a password
    /// @param certificates of tenants and endpoints, and what tenants demand of TLS
    /// @param quotas what they may have, and have
    /// @param recounts puts that right
    /// @param limits those of tenants and accounts
    /// @param plans those that tenants share
    /// @param newAccounts what tenants give to new accounts
    /// @param bans who may not log in
    /// @param tokens who may call
    /// @param administrators who may log in
    /// @param signingKey signs what a login gives, and seals what is to say nothing
    /// @param repeats what is remembered of calls that may come again
    /// @param diagnosis what this node has seen of its sessions
    /// @param doctors logins for whoever examines a tenant
    /// @param network as the node sees it
    /// @param events told of each call
    /// @param feed hands events to those who listen
    /// @param audits the audit record
    /// @param metrics what the node measures
    public record Adapters(
            Directory directory,
            Alterations alterations,
            Accounts accounts,
            AccountBatches batches,
            KeptJobs jobs,
            TenantFiles files,
            AccountAlterations accountAlterations,
            AppPasswords appPasswords,
            Folders folders,
            SecondFactors secondFactors,
            AnonymousAccess anonymous,
            Certificates certificates,
            QuotaLedger quotas,
            Recounts recounts,
            LimitSettings limits,
            Plans plans,
            NewAccounts newAccounts,
            Bans bans,
            ApiTokens tokens,
            Administrators administrators,
            Secret signingKey,
            Repeats repeats,
            Diagnosis diagnosis,
            DiagnosticLogins doctors,
            NodeNetwork network,
            Events events,
            EventFeed feed,
            AuditTrail audits,
            Exposition metrics) {}

    /// @param node this node's id
    public AdminApi(AdminConfig config, String node, Adapters adapters) {
        this.config = config;
        this.node = node;
        this.adapters = adapters;
    }

    /// How it is to be deployed. A batch of accounts is megabytes of JSON, which takes longer to be read than an event
    /// loop may: requests are served in turn, as on a loop, by a thread that no FTP session waits for.
    public static DeploymentOptions deployment() {
        return new DeploymentOptions()
                .setThreadingModel(ThreadingModel.WORKER)
                .setWorkerPoolName("admin-api")
                .setWorkerPoolSize(THREADS);
    }

    /// Fails with [CannotListen] if the port is taken.
    @Override
    public Future<?> start() {
        var words = new Opaque(adapters.signingKey());
        var changes = new Changes(vertx, node);
        changes.listen();
        adapters.feed()
                .begin(
                        context,
                        node,
                        tenant -> adapters.directory()
                                .berth(tenant)
                                .map(berth -> berth.tenant().slug()));
        var guard = new PortGuard(vertx, node, this::ownPorts);
        var logins = new Logins(vertx, adapters.signingKey(), adapters.administrators(), config.loginLifetime());
        var jobs = new Jobs(vertx, node, adapters.jobs(), adapters.files(), adapters.events());
        var reader = new ContractReader();
        return vertx.deployVerticle(reader, new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER))
                .compose(id -> vertx.undeploy(id))
                .compose(_ -> jobs.begin())
                .map(_ -> reader.contract())
                .map(checked -> {
                    var turns = new Turns();
                    var things = new Things(reader.published());
                    Map<String, Operation> operations = Operations.all(
                            checked,
                            adapters,
                            changes,
                            guard,
                            logins,
                            jobs,
                            reachableHealth(),
                            words,
                            inTurn(checked, turns, things),
                            vertx);
                    return routes(logins, words, new Nulls(reader.published()), turns, things)
                            .router(reader.published(), checked, operations);
                })
                .compose(this::listen)
                .onSuccess(server -> port = server.actualPort());
    }

    @Override
    public Future<?> stop() {
        adapters.feed().end();
        return Future.succeededFuture();
    }

    /// The port that it listens on.
    public int port() {
        return port;
    }

    /// Why the API is not served, in a sentence for the operator.
    public static final class CannotListen extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private CannotListen(String words, Throwable cause) {
            super(words, cause, false, false);
        }

        static CannotListen port(AdminConfig config, Throwable cause) {
            return new CannotListen(
                    "cannot listen on " + config.bind() + " port " + config.port()
                            + " for the admin API: another program has it, or the address is not this machine's"
                            + " (admin.bind, admin.port)",
                    cause);
        }

        static CannotListen certificate(Throwable cause) {
            return new CannotListen(
                    "the certificate of the admin API cannot be used: " + cause.getMessage()
                            + " (admin.certificate, admin.certificateKey, admin.clientAuthorities)",
                    cause);
        }
    }

    private static InTurn inTurn(OpenAPIContract contract, Turns turns, Things things) {
        return (operation, path, change) -> {
            String template = Objects.requireNonNull(contract.operation(operation.id()), operation.id())
                    .getOpenAPIPath();
            return operation.inTurn() ? turns.take(things.of(template, path), change) : change.get();
        };
    }

    private Routes routes(Logins logins, Opaque words, Nulls nulls, Turns turns, Things things) {
        var tags = new Tags(words);
        return new Routes(
                vertx,
                new Bearer(adapters.tokens(), logins),
                new Witness(adapters.directory(), adapters.events()),
                new Rates(config.callsPerSecond(), System::nanoTime),
                new Repeated(adapters.repeats()),
                new Calls(new Cursors(words), tags, nulls),
                new Answers(tags),
                turns,
                things,
                config.origins());
    }

    /// The health port, if others than this machine can ask there.
    private Optional<Integer> reachableHealth() {
        boolean local = InetAddress.ofLiteral(config.healthBind()).isLoopbackAddress();
        return config.healthPort().filter(wanted -> wanted > 0 && !local);
    }

    private Set<Integer> ownPorts() {
        return Stream.concat(Stream.of(port), config.healthPort().stream())
                .filter(own -> own != 0)
                .collect(Collectors.toSet());
    }

    private Future<HttpServer> listen(Router router) {
        return Entrance.before(
                        vertx,
                        vertx.createHttpServer(HttpOptions.of(config)),
                        router,
                        new Origins(Set.copyOf(config.origins()), Routes.READABLE))
                .listen()
                .recover(cause -> Future.failedFuture(
                        HttpOptions.isOfCertificate(config, cause)
                                ? CannotListen.certificate(cause)
                                : CannotListen.port(config, cause)));
    }
}
