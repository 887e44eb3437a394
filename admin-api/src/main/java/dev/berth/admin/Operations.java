package dev.berth.admin;

import dev.berth.admin.accounts.AccountOperations;
import dev.berth.admin.accounts.AnonymousOperations;
import dev.berth.admin.accounts.AppPasswordOperations;
import dev.berth.admin.accounts.BatchOperations;
import dev.berth.admin.accounts.DefaultOperations;
import dev.berth.admin.accounts.FolderOperations;
import dev.berth.admin.accounts.SecondFactorOperations;
import dev.berth.admin.administrators.AdministratorOperations;
import dev.berth.admin.administrators.LoginOperations;
import dev.berth.admin.audit.AuditOperations;
import dev.berth.admin.bans.BanOperations;
import dev.berth.admin.certificates.CertificateOperations;
import dev.berth.admin.change.Changes;
import dev.berth.admin.change.PortGuard;
import dev.berth.admin.diagnosis.AddressOperations;
import dev.berth.admin.diagnosis.DiagnosisOperations;
import dev.berth.admin.diagnosis.DoctorOperations;
import dev.berth.admin.endpoints.BalancerOperations;
import dev.berth.admin.endpoints.EndpointOperations;
import dev.berth.admin.events.EventOperations;
import dev.berth.admin.jobs.JobOperations;
import dev.berth.admin.jobs.Jobs;
import dev.berth.admin.limits.LimitOperations;
import dev.berth.admin.metrics.MetricsOperations;
import dev.berth.admin.nodes.NodeOperations;
import dev.berth.admin.operation.Opaque;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.plans.PlanOperations;
import dev.berth.admin.quotas.QuotaOperations;
import dev.berth.admin.security.Logins;
import dev.berth.admin.security.Scopes;
import dev.berth.admin.security.Tries;
import dev.berth.admin.sessions.SessionOperations;
import dev.berth.admin.state.InTurn;
import dev.berth.admin.state.Sources;
import dev.berth.admin.state.StateOperations;
import dev.berth.admin.state.StepRecord;
import dev.berth.admin.state.Surroundings;
import dev.berth.admin.tenants.DataOperations;
import dev.berth.admin.tenants.ExternalCheck;
import dev.berth.admin.tenants.MannerOperations;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.admin.tokens.TokenOperations;
import dev.berth.audit.Auditor;
import dev.berth.observe.Events;
import io.vertx.core.Vertx;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The table of all operations: one line per resource, and in each resource one line per operation with the roles
/// that may call it.
final class Operations {

    private Operations() {}

    /// All operations by id.
    ///
    /// @param health where balancers can ask whether the node is ready
    /// @param words for what is to say nothing
    /// @param inTurn lets what a document changes wait for calls for the same thing
    /// @throws IllegalStateException if the contract has an operation without its action, or the other way round
    static Map<String, Operation> all(
            OpenAPIContract contract,
            AdminApi.Adapters adapters,
            Changes changes,
            PortGuard guard,
            Logins logins,
            Jobs jobs,
            Optional<Integer> health,
            Opaque words,
            InTurn inTurn,
            Vertx vertx) {
        var scopes = new Scopes(contract);
        Map<String, Operation> others = new HashMap<>(); // what a change of the whole is made of
        Map<String, Operation> all = Stream.of(
                        new TenantOperations(
                                        adapters.directory(),
                                        adapters.alterations(),
                                        changes,
                                        guard,
                                        adapters.network(),
                                        jobs)
                                .all(),
                        new MannerOperations(adapters.directory(), adapters.alterations(), changes).all(),
                        new AccountOperations(
                                        adapters.directory(),
                                        adapters.accounts(),
                                        adapters.accountAlterations(),
                                        adapters.batches(),
                                        adapters.newAccounts())
                                .all(),
                        new DefaultOperations(adapters.directory(), adapters.newAccounts()).all(),
                        new AppPasswordOperations(adapters.directory(), adapters.appPasswords()).all(),
                        new FolderOperations(adapters.directory(), adapters.folders()).all(),
                        new SecondFactorOperations(adapters.directory(), adapters.secondFactors()).all(),
                        new AnonymousOperations(adapters.directory(), adapters.anonymous()).all(),
                        new BatchOperations(adapters.directory(), adapters.batches(), adapters.newAccounts(), jobs)
                                .all(),
                        new EventOperations(adapters.directory(), vertx, changes.node(), adapters.feed(), words).all(),
                        new StateOperations(
                                        sources(adapters),
                                        new Surroundings(guard, new ExternalCheck(adapters.network())),
                                        id -> Objects.requireNonNull(others.get(id), id),
                                        inTurn,
                                        changes,
                                        jobs,
                                        new StepRecord(
                                                new Events(
                                                        List.of(new Witness(adapters.directory(), adapters.events()))),
                                                path(contract)),
                                        vertx)
                                .all(),
                        new JobOperations(jobs).all(),
                        new EndpointOperations(adapters.directory(), adapters.alterations(), changes, guard).all(),
                        new BalancerOperations(adapters.directory(), adapters.network(), health, changes.node()).all(),
                        new CertificateOperations(
                                        adapters.directory(), adapters.alterations(), adapters.certificates(), changes)
                                .all(),
                        new SessionOperations(adapters.directory(), vertx, changes.node()).all(),
                        new BanOperations(adapters.directory(), adapters.bans(), vertx).all(),
                        new DataOperations(adapters.directory(), adapters.alterations(), changes).all(),
                        new AddressOperations(adapters.directory(), adapters.network()).all(),
                        new DoctorOperations(adapters.directory(), adapters.doctors(), adapters.network(), changes)
                                .all(),
                        new DiagnosisOperations(adapters.directory(), adapters.diagnosis(), changes.node()).all(),
                        new QuotaOperations(
                                        adapters.directory(),
                                        adapters.accountAlterations(),
                                        adapters.quotas(),
                                        adapters.recounts(),
                                        jobs)
                                .all(),
                        new LimitOperations(
                                        adapters.directory(),
                                        adapters.alterations(),
                                        adapters.accountAlterations(),
                                        adapters.limits(),
                                        changes)
                                .all(),
                        new PlanOperations(adapters.directory(), adapters.plans(), changes).all(),
                        new NodeOperations(vertx, changes.node()).all(),
                        new AuditOperations(adapters.directory(), adapters.audits(), recorded(scopes)).all(),
                        new MetricsOperations(adapters.metrics(), vertx).all(),
                        new TokenOperations(adapters.directory(), adapters.tokens(), scopes).all(),
                        new AdministratorOperations(adapters.directory(), adapters.administrators()).all(),
                        new LoginOperations(
                                        adapters.directory(),
                                        adapters.administrators(),
                                        logins,
                                        new Tries(System::nanoTime))
                                .all())
                .flatMap(List::stream)
                .map(operation -> operation.named(scopes.of(operation.id())))
                .collect(Collectors.toMap(Operation::id, Function.identity()));
        if (!scopes.operations().equals(all.keySet())) {
            throw new IllegalStateException(
                    "the contract has the operations " + scopes.operations() + ", the program has " + all.keySet());
        }
        others.putAll(all);
        return all;
    }

    /// What a record of the audit can be of.
    private static Set<String> recorded(Scopes scopes) {
        return Stream.of(scopes.operations(), Auditor.DEEDS, Jobs.KINDS)
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
    }

    /// Where the contract has an operation, with the base of all of them.
    private static Function<String, String> path(OpenAPIContract contract) {
        return id -> Objects.requireNonNull(contract.operation(id), id).getAbsoluteOpenAPIPath();
    }

    private static Sources sources(AdminApi.Adapters adapters) {
        return new Sources(
                adapters.directory(),
                adapters.alterations(),
                adapters.accountAlterations(),
                adapters.batches(),
                adapters.appPasswords(),
                adapters.secondFactors(),
                adapters.folders(),
                adapters.anonymous(),
                adapters.certificates(),
                adapters.plans(),
                adapters.newAccounts(),
                adapters.audits());
    }
}
