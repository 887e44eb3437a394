package dev.berth.admin.jobs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.KeptJobs;
import dev.berth.config.BerthConfig;
import dev.berth.config.Machine;
import dev.berth.config.Settings;
import dev.berth.observe.Events;
import dev.berth.storage.Storage;
import dev.berth.storage.local.LocalStorage;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import dev.berth.view.RemovedTenants;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The node has ended in the middle of a removal, and begins again.
class RemovalAfterRestartTest {

    @TempDir
    Path data;

    @Test
    void what_is_left_is_removed_and_the_job_ends() throws Exception {
        Path left = data.resolve("storage/acme/home/left.txt");
        Path _ = Files.createDirectories(left.getParent());
        Path _ = Files.writeString(left, "left");
        Path other = Files.createDirectories(data.resolve("storage/other"));

        assertThat(stateAfterStart("acme")).isEqualTo(KeptJobs.State.DONE);

        assertThat(data.resolve("storage/acme")).doesNotExist();
        assertThat(other).exists();
        assertThat(stateAfterStart("acme")).as("when all was gone").isEqualTo(KeptJobs.State.DONE);
    }

    @Test
    void what_cannot_be_removed_is_told() throws Exception {
        Path elsewhere = Files.createDirectories(data.resolve("elsewhere"));
        Path _ = Files.createDirectories(data.resolve("storage"));
        Path _ = Files.createSymbolicLink(data.resolve("storage/linked"), elsewhere);

        assertThat(stateAfterStart("linked")).isEqualTo(KeptJobs.State.FAILED);

        assertThat(elsewhere).exists();
    }

    private KeptJobs.State stateAfterStart(String root) throws Exception {
        Vertx vertx = Vertx.vertx();
        Storage storage = LocalStorage.start(vertx, config().storage()).await(20, SECONDS);
        var kept = new Restarted(root);
        var jobs = new Jobs(vertx, "a", kept, new RemovedTenants(vertx, storage), new Events(List.of()));
        String _ = vertx.deployVerticle(new VerticleBase() {
                    @Override
                    public Future<?> start() {
                        return jobs.begin();
                    }
                })
                .await(20, SECONDS);
        KeptJobs.State state = kept.ended.get(20, SECONDS);
        Void _ = storage.close().await(20, SECONDS);
        Void _ = vertx.close().await(20, SECONDS);
        return state;
    }

    private BerthConfig config() {
        var machine = new Machine("under-test", false);
        JsonObject settings = Settings.defaults(machine);
        Settings.put(settings, "node.data", data.toString());
        return BerthConfig.read(settings, machine, List.of());
    }

    /// What is kept of the removal of a storage root that was begun.
    private static final class Restarted extends NoKeptJobs {

        private final String root;
        private final CompletableFuture<State> ended = new CompletableFuture<>();

        Restarted(String root) {
            this.root = root;
        }

        @Override
        public Future<List<Removal>> removals(String node) {
            return Future.succeededFuture(
                    List.of(new Removal("a-earlier-000001", new Slug("acme"), new TenantId(1), root)));
        }

        @Override
        public Future<Void> begun(String id, String kind, TenantId tenant, String node, int total, Instant at) {
            return Future.failedFuture("it was begun before");
        }

        @Override
        public Future<Void> ended(Progress progress, State state, Instant at) {
            ended.complete(state);
            return Future.succeededFuture();
        }
    }
}
