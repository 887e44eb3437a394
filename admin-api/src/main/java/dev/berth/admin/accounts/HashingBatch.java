package dev.berth.admin.accounts;

import dev.berth.account.AccountBatches;
import dev.berth.account.AccountBatches.Made;
import dev.berth.account.KeptJobs.Progress;
import dev.berth.admin.accounts.Wanted.Outcome;
import dev.berth.admin.jobs.Job;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Hashes the passwords of a batch, as many at once as there are threads for them, and stores the accounts: part by
/// part as they are done, or all at the end. Lives on the context of the API.
final class HashingBatch implements Job.Work {

    private static final int PART = 200;

    private final AccountBatches accounts;
    private final TenantId tenant;
    private final List<Wanted> wanted;
    private final Made made;
    private final List<Outcome> rows = new ArrayList<>();
    private int done;
    private boolean cancelled;

    /// @param made which of them
    HashingBatch(AccountBatches accounts, TenantId tenant, List<Wanted> wanted, Made made) {
        this.accounts = accounts;
        this.tenant = tenant;
        this.wanted = new ArrayList<>(wanted);
        this.made = made;
    }

    @Override
    public int total() {
        return wanted.size();
    }

    @Override
    public int done() {
        return done;
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    @Override
    public Future<Void> run(String job) {
        Promise<Void> ended = Promise.promise();
        part(job, 0, made == Made.EACH ? PART : wanted.size(), ended);
        return ended.future();
    }

    @Override
    public JsonObject report() {
        return report(List.of(), rows);
    }

    private void part(String job, int from, int size, Promise<Void> ended) {
        if (from >= wanted.size() || cancelled) {
            rest(from);
            ended.complete();
            return;
        }
        int to = Math.min(wanted.size(), from + size);
        hashed(from, to)
                .compose(_ -> cancelled && made != Made.EACH ? Future.succeededFuture() : store(job, from, to))
                .onComplete(_ -> part(job, to, size, ended), ended::fail);
    }

    /// A part that was cancelled midway is stored as far as it was hashed, unless it is all or nothing. What the job
    /// has made so far is noted in the same transaction.
    private Future<Void> store(String job, int from, int to) {
        List<Outcome> before = List.copyOf(rows);
        int reached = done;
        return BatchOperations.store(
                        accounts,
                        tenant,
                        List.copyOf(wanted.subList(from, to)),
                        made,
                        stored -> Optional.of(new Progress(
                                job, reached, report(before, stored).encode())))
                .map(stored -> {
                    rows.addAll(stored);
                    return null;
                });
    }

    private static JsonObject report(List<Outcome> before, List<Outcome> stored) {
        return BatchOperations.report(
                Stream.concat(before.stream(), stored.stream()).toList(), "created");
    }

    private void rest(int from) {
        for (int i = Math.max(from, rows.size()); i < wanted.size(); i++) {
            rows.add(wanted.get(i).refused(made));
        }
        while (rows.size() < wanted.size()) {
            rows.add(wanted.get(rows.size()).refused(made));
        }
    }

    private Future<Void> hashed(int from, int to) {
        var next = new Cursor(from);
        List<Future<Void>> lanes = new ArrayList<>();
        for (int i = 0; i < accounts.width(); i++) {
            Promise<Void> lane = Promise.promise();
            hashNext(next, to, lane);
            lanes.add(lane.future());
        }
        return Future.all(lanes).mapEmpty();
    }

    private static final class Cursor {
        private int at;

        private Cursor(int at) {
            this.at = at;
        }
    }

    private void hashNext(Cursor next, int to, Promise<Void> lane) {
        while (next.at < to && !wanted.get(next.at).needsHash()) {
            next.at++;
            done++;
        }
        if (next.at >= to || cancelled) {
            lane.complete();
            return;
        }
        int index = next.at++;
        accounts.hash(wanted.get(index).password().orElseThrow())
                .onComplete(
                        hash -> {
                            wanted.set(index, wanted.get(index).with(hash));
                            done++;
                            hashNext(next, to, lane);
                        },
                        lane::fail);
    }
}
