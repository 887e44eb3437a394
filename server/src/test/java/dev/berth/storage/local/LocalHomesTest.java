package dev.berth.storage.local;

import static dev.berth.storage.Awaiting.await;
import static dev.berth.storage.Awaiting.reasonOf;
import static dev.berth.storage.StorageContract.path;
import static java.nio.file.Files.createDirectories;
import static java.nio.file.Files.createSymbolicLink;
import static java.nio.file.Files.move;
import static java.nio.file.Files.writeString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.berth.config.StorageConfig;
import dev.berth.config.StorageConfig.Durability;
import dev.berth.config.StorageConfig.Partial;
import dev.berth.storage.Files;
import dev.berth.storage.Growth;
import dev.berth.storage.StorageException.Reason;
import dev.berth.storage.Upload;
import dev.berth.storage.WriteMode.Replace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Where views begin.
class LocalHomesTest {

    @RegisterExtension
    final LocalFixture fixture = new LocalFixture();

    @TempDir
    Path elsewhere;

    private void isMade(String tenantRoot, String home, Path expected) {
        Files files = await(fixture.storage().open(tenantRoot, home));
        await(files.makeDirectory(path("here")));
        assertThat(expected.resolve("here")).isDirectory();
        await(files.removeDirectory(path("here")));
        await(files.close());
    }

    @Test
    void roots_and_homes_are_made_when_they_are_missing() {
        isMade("tenants/acme", "/", fixture.root().resolve("tenants/acme"));
        isMade("tenants/acme/", "/home//bob/", fixture.root().resolve("tenants/acme/home/bob"));
        isMade("tenants/acme", "zoë", fixture.root().resolve("tenants/acme/zoë"));
        isMade(elsewhere + "/a/b", "/c", elsewhere.resolve("a/b/c"));
        isMade("", "", fixture.root());
    }

    @Test
    void a_tenant_with_many_logins_waits_for_itself() {
        var one = new StorageConfig(fixture.root(), Durability.RENAME, Partial.KEEP, 1, 0640, 0750);
        var storage = await(LocalStorage.start(fixture.vertx(), one));
        var goes = new CompletableFuture<Growth>();
        try {
            Upload upload = await(await(storage.open("tenant", "/")).write(path("a"), new Replace(true)));
            upload.boundBy(goes::join);
            var busy = upload.commit();
            List<String> done = new CopyOnWriteArrayList<>();
            Promise<Void> over = Promise.promise();
            fixture.vertx().runOnContext(_ -> {
                for (int i = 0; i < 20; i++) {
                    storage.open("loud", "/").onComplete(_ -> done.add("loud"));
                }
                storage.open("quiet", "/").onComplete(_ -> done.add("quiet"));
                storage.open("loud", "/").<Void>mapEmpty().onComplete(over);
                goes.complete(Growth.UNBOUNDED);
            });
            await(Future.all(busy, over.future()));

            assertThat(done).hasSize(21).startsWith("loud", "quiet", "loud");
        } finally {
            goes.complete(Growth.UNBOUNDED);
            await(storage.close());
        }
    }

    @Test
    void a_home_that_is_there_waits_for_no_thread() {
        assumeThat(fixture.fileSystem()).isNotEqualTo(FileSystem.OTHER);
        var one = new StorageConfig(fixture.root(), Durability.RENAME, Partial.KEEP, 1, 0640, 0750);
        var storage = await(LocalStorage.start(fixture.vertx(), one));
        var goes = new CompletableFuture<Growth>();
        try {
            Files first = await(storage.open("tenant", "/home"));
            Upload upload = await(first.write(path("a"), new Replace(true)));
            upload.boundBy(goes::join);
            var busy = upload.commit();

            Files second = await(storage.open("tenant", "/home"));
            await(second.close());
            await(second.close());
            assertThat(busy.isComplete()).isFalse();
            goes.complete(Growth.UNBOUNDED);
            await(busy);
            await(first.delete(path("a")));
            await(first.close());
        } finally {
            goes.complete(Growth.UNBOUNDED);
            await(storage.close());
        }
    }

    @Test
    void a_relative_root_does_not_lead_out() throws IOException {
        createSymbolicLink(fixture.root().resolve("link"), elsewhere);

        assertThat(reasonOf(fixture.storage().open("../x", "/"))).isEqualTo(Reason.DENIED);
        assertThat(reasonOf(fixture.storage().open("a/../../x", "/"))).isEqualTo(Reason.DENIED);
        assertThat(reasonOf(fixture.storage().open("link", "/"))).isEqualTo(Reason.DENIED);
        assertThat(reasonOf(fixture.storage().open("link/new", "/"))).isEqualTo(Reason.DENIED);
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void a_home_does_not_lead_out() throws IOException {
        Path tenant = createDirectories(fixture.root().resolve("acme/deep")).getParent();
        createSymbolicLink(tenant.resolve("out"), Path.of("../tenant"));
        createSymbolicLink(tenant.resolve("absolute"), elsewhere);
        createSymbolicLink(tenant.resolve("in"), Path.of("deep"));

        for (String home : List.of("/..", "../tenant", "x/../../tenant", "out", "out/home", "out/new", "absolute")) {
            assertThat(reasonOf(fixture.storage().open("acme", home))).as(home).isEqualTo(Reason.DENIED);
        }
        isMade("acme", "in/new", tenant.resolve("deep/new"));
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void a_home_that_is_a_file_is_refused() throws IOException {
        writeString(fixture.home().resolve("f"), "");

        assertThat(reasonOf(fixture.storage().open("tenant", "home/f"))).isEqualTo(Reason.NOT_A_DIRECTORY);
        assertThat(reasonOf(fixture.storage().open("tenant", "home/f/g"))).isEqualTo(Reason.NOT_A_DIRECTORY);
    }

    @Test
    void sessions_in_one_home_share_its_handle() {
        long before = fixture.openFiles();
        List<Files> views = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            views.add(await(fixture.storage().open("tenant", "home")));
        }

        assertThat(fixture.openFiles()).isEqualTo(before);
        views.forEach(view -> await(view.close()));
        assertThat(await(fixture.files().facts(path("/"))).isDirectory()).isTrue();
    }

    @Test
    void the_next_login_gets_a_home_that_was_made_anew() throws IOException {
        move(fixture.home(), fixture.root().resolve("tenant/old"));
        isMade("tenant", "home", fixture.home());

        await(fixture.files().makeDirectory(path("d")));
        assertThat(fixture.root().resolve("tenant/old/d")).isDirectory();
    }

    @Test
    void a_root_that_cannot_be_is_a_sentence() throws IOException {
        Path file = writeString(elsewhere.resolve("file"), "");
        StorageConfig config = fixture.config();
        StorageConfig wrong = new StorageConfig(
                file.resolve("root"),
                config.durability(),
                config.partial(),
                config.threads(),
                config.fileMode(),
                config.directoryMode());

        assertThat(reasonOf(LocalStorage.start(fixture.vertx(), wrong))).isEqualTo(Reason.NOT_A_DIRECTORY);
    }
}
