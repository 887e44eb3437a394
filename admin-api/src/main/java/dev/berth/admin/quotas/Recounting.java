package dev.berth.admin.quotas;

import dev.berth.admin.jobs.Job;
import dev.berth.admin.jobs.Jobs;
import dev.berth.quota.Amount;
import dev.berth.quota.Drift;
import dev.berth.quota.Owner;
import dev.berth.quota.QuotaLedger;
import dev.berth.quota.Recounts;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/// A recount as a job: it looks at every file.
final class Recounting implements Job.Work {

    private final Recounts recounts;
    private final Owner owner;
    private Optional<Recounts.Counting> counting = Optional.empty();
    private Optional<Drift> found = Optional.empty();
    private boolean busy;

    Recounting(Recounts recounts, Owner owner) {
        this.recounts = recounts;
        this.owner = owner;
    }

    @Override
    public boolean repeats(Job.Work running) {
        return running instanceof Recounting other && other.owner.equals(owner);
    }

    @Override
    public int total() {
        return 1;
    }

    @Override
    public int done() {
        return found.isPresent() ? 1 : 0;
    }

    @Override
    public Future<Void> run(String job) {
        Recounts.Counting begun = recounts.of(owner);
        counting = Optional.of(begun);
        return begun.ended()
                .onSuccess(drift -> found = Optional.of(drift))
                .onFailure(cause -> busy = cause instanceof QuotaLedger.StillBusy)
                .mapEmpty();
    }

    @Override
    public void cancel() {
        counting.ifPresent(Recounts.Counting::cancel);
    }

    @Override
    public JsonObject report() {
        var json = new JsonObject();
        if (busy) {
            json.put(Jobs.WHY, "Files were stored all the time; try again when less is stored");
        }
        found.ifPresent(drift -> json.put("booked", json(drift.booked())).put("counted", json(drift.counted())));
        return json;
    }

    private static JsonObject json(Amount amount) {
        return new JsonObject().put("octets", amount.octets()).put("files", amount.files());
    }
}
