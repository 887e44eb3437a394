package dev.berth.admin;

import dev.berth.account.AccountAlterations;
import dev.berth.account.Accounts;
import dev.berth.account.ApiTokens;
import dev.berth.account.DiagnosticLogins;
import dev.berth.admin.change.Changes;
import dev.berth.admin.change.PortGuard;
import dev.berth.admin.security.Bearer;
import dev.berth.certificate.Certificates;
import dev.berth.config.AdminConfig;
import dev.berth.diagnosis.Diagnosis;
import dev.berth.endpoint.Alterations;
import dev.berth.endpoint.Directory;
import dev.berth.endpoint.NodeNetwork;
import dev.berth.observe.Events;
import dev.berth.observe.Exposition;
import dev.berth.quota.QuotaLedger;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The admin API: serves the operations of `openapi.yaml`, and no others.
public final class AdminApi extends VerticleBase {

    private static final int IDLE_SECONDS = 60;

    private final AdminConfig config;
    private final String node;
    private final Adapters adapters;
    private volatile int port;

    /// What the API works on.
    ///
    /// @param directory tenants and endpoints
    /// @param alterations how those are altered
    /// @param accounts the accounts of the tenants
    /// @param accountAlterations how those are altered
    /// @param certificates of tenants and endpoints, and what tenants demand of TLS
    /// @param quotas what they may have, and have
    /// @param tokens who may call
    /// @param diagnosis what this node has seen of its sessions
    /// @param doctors logins for whoever examines a tenant
    /// @param network as the node sees it
    /// @param events told of each call
    /// @param metrics what the node measures
    public record Adapters(
            Directory directory,
            Alterations alterations,
            Accounts accounts,
            AccountAlterations accountAlterations,
            Certificates certificates,
            QuotaLedger quotas,
            ApiTokens tokens,
            Diagnosis diagnosis,
            DiagnosticLogins doctors,
            NodeNetwork network,
            Events events,
            Exposition metrics) {}

    /// @param node this node's id
    public AdminApi(AdminConfig config, String node, Adapters adapters) {
        this.config = config;
        this.node = node;
        this.adapters = adapters;
    }

    /// Fails with [CannotListen] if the port is taken.
    @Override
    public Future<?> start() {
        var changes = new Changes(vertx, node);
        changes.listen();
        var guard = new PortGuard(vertx, node, this::ownPorts);
        var reader = new ContractReader();
        return vertx.deployVerticle(reader, new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER))
                .compose(id -> vertx.undeploy(id).map(_ -> reader.contract()))
                .map(checked -> new Routes(vertx, new Bearer(adapters.tokens()), adapters.events())
                        .router(checked, Operations.all(checked, adapters, changes, guard, vertx)))
                .compose(this::listen)
                .onSuccess(server -> port = server.actualPort());
    }

    /// The port that it listens on.
    public int port() {
        return port;
    }

    /// Why the API is not served, in a sentence for the operator.
    public static final class CannotListen extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotListen(AdminConfig config, Throwable cause) {
            super(
                    "cannot listen on " + config.bind() + " port " + config.port()
                            + " for the admin API: another program has it, or the address is not this machine's"
                            + " (admin.bind, admin.port)",
                    cause,
                    false,
                    false);
        }
    }

    private Set<Integer> ownPorts() {
        return Stream.concat(Stream.of(port), config.healthPort().stream())
                .filter(own -> own != 0)
                .collect(Collectors.toSet());
    }

    private Future<HttpServer> listen(Router router) {
        var options = new HttpServerOptions()
                .setHost(config.bind())
                .setPort(config.port())
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        return vertx.createHttpServer(options)
                .requestHandler(router)
                .listen()
                .recover(cause -> Future.failedFuture(new CannotListen(config, cause)));
    }
}
