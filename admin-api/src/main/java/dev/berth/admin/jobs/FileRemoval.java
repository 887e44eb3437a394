package dev.berth.admin.jobs;

import dev.berth.tenant.TenantFiles;
import dev.berth.tenant.TenantFiles.Removal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/// Removes the files of a tenant that is gone. How many there are nobody has counted.
final class FileRemoval implements Job.Work {

    private final TenantFiles files;
    private final String root;
    private Optional<Removal> removal = Optional.empty();

    FileRemoval(TenantFiles files, String root) {
        this.files = files;
        this.root = root;
    }

    @Override
    public int total() {
        return 0;
    }

    @Override
    public int done() {
        return removal.map(Removal::done)
                .map(done -> (int) Math.min(done, Integer.MAX_VALUE))
                .orElse(0);
    }

    @Override
    public Future<Void> run(String job) {
        Removal begun = files.remove(root);
        removal = Optional.of(begun);
        return begun.ended();
    }

    @Override
    public void cancel() {
        removal.ifPresent(Removal::cancel);
    }

    @Override
    public JsonObject report() {
        return new JsonObject();
    }
}
