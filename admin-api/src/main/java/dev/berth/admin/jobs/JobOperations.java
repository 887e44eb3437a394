package dev.berth.admin.jobs;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.account.KeptJobs.Kept;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.operation.Page;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/// `/jobs`.
public final class JobOperations {

    private final Jobs jobs;

    public JobOperations(Jobs jobs) {
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
        return jobs.all(call.caller().tenant())
                .map(all -> Answer.ok(call.page().of(all, job -> Page.age(job.began(), job.id()), Jobs::brief)));
    }

    private Future<Answer> get(Call call) {
        return one(call).map(job -> Answer.ok(Jobs.json(job)));
    }

    private Future<Answer> cancel(Call call) {
        return one(call).onSuccess(job -> jobs.cancel(job.id())).compose(_ -> get(call));
    }

    private Future<Kept> one(Call call) {
        return jobs.one(call.path().get("job"), call.caller().tenant());
    }
}
