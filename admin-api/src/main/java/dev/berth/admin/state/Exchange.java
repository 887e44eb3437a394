package dev.berth.admin.state;

import static dev.berth.admin.state.TenantSection.TENANT;

import dev.berth.admin.change.Changes;
import dev.berth.admin.change.PortGuard;
import dev.berth.admin.change.Ports;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.tenants.PlannedTenant;
import dev.berth.endpoint.Alterations;
import dev.berth.endpoint.Alterations.AlteredTenant;
import dev.berth.endpoint.NewEndpoint;
import dev.berth.tenant.Slug;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Takes steps together that need of each other what they give up.
///
/// @param alterations does it in one transaction
/// @param changes tells the nodes
record Exchange(Alterations alterations, Changes changes, Vertx vertx) {

    private static final int ATTEMPTS = 10;
    private static final long PAUSE_MILLIS = 500;
    private static final String STAYS = "; the database has it, and the node tries again";

    /// Takes them.
    ///
    /// @return fails with a conflict if a node cannot open the ports in time; it goes on trying
    Future<Answer> run(List<Step> steps, Outcome outcome) {
        List<String> gone = new ArrayList<>();
        List<NewEndpoint> endpoints = new ArrayList<>();
        List<PlannedTenant> tenants = new ArrayList<>();
        for (Step step : steps) {
            switch (step.operation()) {
                case "deleteEndpoint" -> gone.add(step.path().get("endpoint"));
                case "createEndpoint" ->
                    endpoints.add(known(outcome.endpoints().get(step.body().getString("name"))));
                case "changeEndpoint" ->
                    endpoints.add(known(outcome.endpoints().get(step.path().get("endpoint"))));
                case "changeTenant" ->
                    tenants.add(known(outcome.tenants().get(step.path().get(TENANT))));
                default -> throw new IllegalStateException(step.operation() + " gives nothing up");
            }
        }
        List<AlteredTenant> altered = tenants.stream()
                .map(tenant -> new AlteredTenant(tenant.place(), tenant.course()))
                .toList();
        return alterations
                .exchange(new Alterations.Exchange(gone, endpoints, altered))
                .compose(revision -> opened(revision, endpoints, tenants, ATTEMPTS))
                .map(Answer.ok(new JsonObject()));
    }

    private static <T> T known(@Nullable T planned) {
        return Objects.requireNonNull(planned, "a step for what is not planned");
    }

    /// A port that somebody still waits on is open elsewhere for a moment.
    private Future<Void> opened(long revision, List<NewEndpoint> endpoints, List<PlannedTenant> tenants, int attempts) {
        List<FieldFault> faults = new ArrayList<>();
        Future<Void> told = Future.succeededFuture();
        for (NewEndpoint endpoint : endpoints) {
            var ports = new Ports("sharedPool", endpoint.sharedPool(), endpoint.listeners());
            told = told.compose(_ -> told(revision, ports, Optional.empty(), Set.of(endpoint.name()), faults));
        }
        for (PlannedTenant tenant : tenants) {
            Slug slug = tenant.place().slug();
            var ports = new Ports(
                    "passive.ports", tenant.place().range(), tenant.place().listeners());
            told = told.compose(_ -> told(revision, ports, Optional.of(slug), Set.of(slug.value()), faults));
        }
        return told.compose(_ -> {
            if (faults.isEmpty()) {
                return Future.succeededFuture();
            }
            return attempts == 1
                    ? Future.failedFuture(Problem.conflict(faults))
                    : vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                            .compose(_ -> opened(revision, endpoints, tenants, attempts - 1));
        });
    }

    private Future<Void> told(
            long revision, Ports ports, Optional<Slug> tenant, Set<String> endpoints, List<FieldFault> faults) {
        return changes.announce(revision, tenant).map(applied -> {
            faults.addAll(PortGuard.failures(ports, Ports.none(), applied, tenant, endpoints, STAYS));
            return null;
        });
    }
}
