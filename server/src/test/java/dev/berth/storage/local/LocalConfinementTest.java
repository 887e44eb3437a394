package dev.berth.storage.local;

import static dev.berth.storage.Awaiting.await;
import static dev.berth.storage.Awaiting.reasonOf;
import static dev.berth.storage.StorageContract.octets;
import static dev.berth.storage.StorageContract.path;
import static java.nio.file.Files.createDirectory;
import static java.nio.file.Files.createSymbolicLink;
import static java.nio.file.Files.move;
import static java.nio.file.Files.readString;
import static java.nio.file.Files.writeString;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.protocol.FileFacts.Kind;
import dev.berth.storage.Files;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import dev.berth.storage.WriteMode.Append;
import dev.berth.storage.WriteMode.Replace;
import dev.berth.storage.WriteMode.ResumeAt;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Nothing leads out of a view.
class LocalConfinementTest {

    @RegisterExtension
    final LocalFixture fixture = new LocalFixture();

    private Files files;
    private Path outside;

    @BeforeEach
    void make_something_outside() throws IOException {
        files = fixture.files();
        outside = createDirectory(fixture.root().resolve("outside"));
        writeString(outside.resolve("secret"), "secret");
    }

    @Test
    void links_that_lead_out_lead_nowhere() throws IOException {
        createSymbolicLink(fixture.home().resolve("absolute"), outside);
        createSymbolicLink(fixture.home().resolve("up"), Path.of("../../outside"));
        createSymbolicLink(fixture.home().resolve("top"), Path.of(".."));
        createSymbolicLink(fixture.home().resolve("slash"), Path.of("/"));
        for (String link : List.of("absolute", "up", "top/../outside", "slash/" + outside)) {
            String secret = link + "/secret";
            assertThat(reasonOf(files.facts(path(secret)))).isIn(Reason.DENIED, Reason.NOT_FOUND);
            assertThat(reasonOf(files.read(path(secret)))).isIn(Reason.DENIED, Reason.NOT_FOUND);
            assertThat(reasonOf(files.list(path(link)))).isIn(Reason.DENIED, Reason.NOT_FOUND);
            assertThat(reasonOf(files.delete(path(secret)))).isIn(Reason.DENIED, Reason.NOT_FOUND);
            assertThat(reasonOf(files.makeDirectory(path(link + "/new")))).isIn(Reason.DENIED, Reason.NOT_FOUND);
            assertThat(reasonOf(files.rename(path(secret), path("mine"), true))).isIn(Reason.DENIED, Reason.NOT_FOUND);
            for (var mode : List.of(new Replace(true), new Append(), new ResumeAt(0))) {
                assertThat(reasonOf(files.write(path(secret), mode))).isIn(Reason.DENIED, Reason.NOT_FOUND);
            }
        }
        assertThat(outside.toFile().list()).containsExactly("secret");
        assertThat(outside.resolve("secret")).hasContent("secret");
    }

    @Test
    void a_link_to_a_file_outside_is_shown_and_deleted_but_not_followed() throws IOException {
        createSymbolicLink(fixture.home().resolve("link"), outside.resolve("secret"));

        assertThat(await(files.facts(path("link"))).kind()).isEqualTo(Kind.LINK);
        assertThat(reasonOf(files.read(path("link")))).isEqualTo(Reason.DENIED);
        assertThat(reasonOf(files.write(path("link"), new Append()))).isEqualTo(Reason.DENIED);
        assertThat(reasonOf(files.write(path("link"), new ResumeAt(0)))).isEqualTo(Reason.DENIED);
        await(files.delete(path("link")));
        assertThat(outside.resolve("secret")).hasContent("secret");
    }

    @Test
    void storing_over_a_link_replaces_the_link() throws IOException {
        createSymbolicLink(fixture.home().resolve("link"), outside.resolve("secret"));
        var upload = await(files.write(path("link"), new Replace(true)));
        await(upload.write(octets("mine")));
        await(upload.commit());

        assertThat(outside.resolve("secret")).hasContent("secret");
        assertThat(fixture.home().resolve("link")).isRegularFile().hasContent("mine");
    }

    @Test
    void links_that_stay_inside_are_followed() throws IOException {
        await(files.makeDirectory(path("d")));
        await(files.makeDirectory(path("d/e")));
        writeString(fixture.home().resolve("d/f"), "inside");
        createSymbolicLink(fixture.home().resolve("d/e/back"), Path.of("../f"));
        createSymbolicLink(fixture.home().resolve("e"), Path.of("d/e"));

        assertThat(await(files.facts(path("e/back")))).satisfies(facts -> {
            assertThat(facts.kind()).isEqualTo(Kind.FILE);
            assertThat(facts.name()).isEqualTo("back");
            assertThat(facts.size()).isEqualTo(6);
        });
        assertThat(await(files.facts(path("e"))).kind()).isEqualTo(Kind.DIRECTORY);
        assertThat(reasonOf(files.write(path("e"), new Replace(true)))).isEqualTo(Reason.IS_A_DIRECTORY);
    }

    @Test
    void links_in_a_circle_end() throws IOException {
        createSymbolicLink(fixture.home().resolve("a"), Path.of("b"));
        createSymbolicLink(fixture.home().resolve("b"), Path.of("a"));

        assertThat(await(files.facts(path("a"))).kind()).isEqualTo(Kind.LINK);
        assertThat(reasonOf(files.read(path("a")))).isEqualTo(Reason.DENIED);
        assertThat(reasonOf(files.list(path("a/x")))).isEqualTo(Reason.DENIED);
    }

    /// A directory changes into a link that leads out and back again, as fast as it can, while files are read and
    /// written through it.
    @Test
    @Timeout(60)
    void a_directory_swapped_for_a_link_does_not_lead_out() throws Exception {
        Path home = fixture.home();
        Path directory = createDirectory(home.resolve("d"));
        writeString(directory.resolve("secret"), "mine");
        Path link = createSymbolicLink(fixture.root().resolve("link"), outside);
        Path aside = fixture.root().resolve("aside");
        AtomicBoolean going = new AtomicBoolean(true);
        Future<Integer> swaps = fixture.vertx().executeBlocking(() -> {
            int count = 0;
            for (; going.get(); count++) {
                move(directory, aside, ATOMIC_MOVE);
                move(link, directory, ATOMIC_MOVE);
                move(directory, link, ATOMIC_MOVE);
                move(aside, directory, ATOMIC_MOVE);
            }
            return count;
        });
        try {
            for (int i = 0; i < 2_000; i++) {
                String name = "d/new" + i;
                assertHarmless(files.read(path("d/secret"))
                        .compose(file -> file.close().map(file.facts().size())));
                assertHarmless(files.write(path(name), new Replace(true))
                        .compose(upload -> upload.write(octets("x")).compose(_ -> upload.commit())));
                assertHarmless(files.delete(path(name)));
                assertHarmless(files.makeDirectory(path(name)));
            }
        } finally {
            going.set(false);
        }
        assertThat(swaps.await(20, TimeUnit.SECONDS)).isPositive();
        assertThat(outside.toFile().list()).containsExactly("secret");
        assertThat(readString(outside.resolve("secret"))).isEqualTo("secret");
        assertThat(directory.resolve("secret")).hasContent("mine");
    }

    private static void assertHarmless(Future<?> operation) {
        try {
            // 4 octets are "mine", 6 would be "secret".
            assertThat((Object) await(operation)).isNotEqualTo(6L);
        } catch (StorageException refused) {
            assertThat(refused.reason()).isIn(Reason.DENIED, Reason.NOT_FOUND, Reason.BUSY, Reason.ALREADY_EXISTS);
        }
    }

    @Test
    @Timeout(20)
    void a_pipe_holds_nobody_up() throws Exception {
        Path pipe = fixture.home().resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThat(await(files.facts(path("pipe"))).kind()).isEqualTo(Kind.OTHER);
        assertThat(reasonOf(files.read(path("pipe")))).isEqualTo(Reason.DENIED);
        assertThat(reasonOf(files.write(path("pipe"), new Append()))).isEqualTo(Reason.DENIED);
        assertThat(reasonOf(files.write(path("pipe"), new ResumeAt(0)))).isEqualTo(Reason.DENIED);
    }

    @Test
    void unfinished_uploads_are_neither_seen_nor_reached() {
        var upload = await(files.write(path("a"), new Replace(true)));
        String temporary = fixture.home().toFile().list()[0];
        assertThat(temporary).startsWith(".berth-upload-");

        var listing = await(files.list(path("/")));
        assertThat(await(listing.next())).isEmpty();
        await(listing.close());
        assertThat(reasonOf(files.facts(path(temporary)))).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(files.read(path(temporary)))).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(files.delete(path(temporary)))).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(files.removeDirectory(path(temporary)))).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(files.rename(path(temporary), path("b"), true))).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(files.rename(path("a"), path(temporary), true))).isEqualTo(Reason.NAME_REFUSED);
        assertThat(reasonOf(files.write(path(temporary), new Append()))).isEqualTo(Reason.NAME_REFUSED);
        assertThat(reasonOf(files.makeDirectory(path(".berth-upload-x")))).isEqualTo(Reason.NAME_REFUSED);
        assertThat(reasonOf(files.makeDirectory(path(".berth-upload-x/y")))).isEqualTo(Reason.NOT_FOUND);
        await(upload.abandon());
    }
}
