package dev.berth.admin.jobs;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.account.Administrator;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.endpoint.Directory;
import dev.berth.tenant.Slug;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/jobs`.
public final class JobOperations {

    private final Directory directory;
    private final Jobs jobs;

    public JobOperations(Directory directory, Jobs jobs) {
        this.directory = directory;
        this.jobs = jobs;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(
                new Operation("listJobs", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::list),
                new Operation("getJob", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::get),
                new Operation("cancelJob", Set.of(OPERATOR, TENANT_ADMIN), this::cancel));
    }

    private Future<Answer> list(Call call) {
        return tenant(call.caller())
                .map(tenant -> Answer.ok(call.page()
                        .of(
                                jobs.all().stream()
                                        .filter(job ->
                                                tenant.isEmpty() || job.tenant().equals(tenant.get()))
                                        .toList(),
                                Job::id,
                                JobOperations::brief)));
    }

    /// Without the report, which may be long.
    private static JsonObject brief(Job job) {
        JsonObject json = job.json();
        json.remove("report");
        return json;
    }

    private Future<Answer> get(Call call) {
        return seen(call).map(job -> Answer.ok(job.json()));
    }

    private Future<Answer> cancel(Call call) {
        return seen(call).map(job -> {
            job.cancel();
            return Answer.ok(job.json());
        });
    }

    private Future<Job> seen(Call call) {
        return tenant(call.caller())
                .map(tenant -> jobs.find(call.path().get("job"))
                        .filter(job -> tenant.isEmpty() || job.tenant().equals(tenant.get()))
                        .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "There is no such job")));
    }

    /// The only tenant whose jobs the caller sees.
    private Future<Optional<Slug>> tenant(Administrator caller) {
        return caller.tenant().isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : directory
                        .topology()
                        .map(topology -> Optional.of(topology.berths().stream()
                                .filter(berth -> berth.tenant()
                                        .id()
                                        .equals(caller.tenant().get()))
                                .map(berth -> berth.tenant().slug())
                                .findFirst()
                                .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "There is no such job"))));
    }
}
