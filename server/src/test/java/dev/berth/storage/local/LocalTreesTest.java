package dev.berth.storage.local;

import static dev.berth.storage.Awaiting.await;
import static dev.berth.storage.Awaiting.reasonOf;
import static dev.berth.storage.StorageContract.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.berth.storage.Extent;
import dev.berth.storage.Growth;
import dev.berth.storage.HashAlgorithm;
import dev.berth.storage.LongTask;
import dev.berth.storage.StorageException.Reason;
import dev.berth.storage.Upload;
import dev.berth.storage.WriteMode;
import dev.berth.tenant.FileOwner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Long tasks, links and changes of facts on local files.
class LocalTreesTest {

    @RegisterExtension
    final LocalFixture fixture = new LocalFixture();

    private final LongTask task = new LongTask();
    private Path home;
    private Path outside;

    @BeforeEach
    void makeFiles() throws IOException {
        home = fixture.home();
        outside = Files.createDirectories(home.getParent().resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createDirectories(home.resolve("d/e"));
        Files.writeString(home.resolve("d/a"), "one");
        Files.writeString(home.resolve("d/e/b"), "three");
    }

    @Test
    void what_was_called_off_is_not_done() {
        task.cancel();

        assertThat(reasonOf(fixture.files().removeTree(path("d"), task))).isEqualTo(Reason.CANCELLED);
        assertThat(reasonOf(fixture.files().copy(path("d"), path("f"), true, task)))
                .isEqualTo(Reason.CANCELLED);
        assertThat(reasonOf(fixture.files().hash(path("d/a"), HashAlgorithm.MD5, Extent.WHOLE, task)))
                .isEqualTo(Reason.CANCELLED);
        assertThat(reasonOf(fixture.files().content(path("d"), task))).isEqualTo(Reason.CANCELLED);
        assertThat(home.resolve("d/e/b")).exists();
        assertThat(home.resolve("f")).doesNotExist();
    }

    @Test
    void a_count_visits_each_entry_once() {
        assertThat(await(fixture.files().content(path("d"), task))).isEqualTo(new Growth(8, 2));

        assertThat(task.done()).isEqualTo(3);
    }

    @Test
    void a_tree_with_a_link_in_it_is_removed_and_what_the_link_leads_to_is_not() throws IOException {
        Files.createSymbolicLink(home.resolve("d/e/out"), outside);

        await(fixture.files().removeTree(path("d"), task));

        assertThat(home.resolve("d")).doesNotExist();
        assertThat(outside.resolve("secret")).exists();
    }

    @Test
    void nothing_long_leads_out_of_the_view() throws IOException {
        Files.createSymbolicLink(home.resolve("out"), outside);

        assertThat(reasonOf(fixture.files().removeTree(path("out/secret"), task)))
                .isEqualTo(Reason.DENIED);
        assertThat(reasonOf(fixture.files().removeTree(path("out"), task))).isIn(Reason.NOT_A_DIRECTORY, Reason.DENIED);
        assertThat(reasonOf(fixture.files().copy(path("out/secret"), path("x"), true, task)))
                .isEqualTo(Reason.DENIED);
        assertThat(reasonOf(fixture.files().copy(path("d/a"), path("out/x"), true, task)))
                .isEqualTo(Reason.DENIED);
        assertThat(reasonOf(fixture.files().copy(path("d"), path("out/x"), true, task)))
                .isEqualTo(Reason.DENIED);
        assertThat(reasonOf(fixture.files().join(List.of(path("out/secret")), path("x"), task)))
                .isEqualTo(Reason.DENIED);
        assertThat(reasonOf(fixture.files().sizeOfTree(path("out"), task))).isEqualTo(Reason.DENIED);
        assertThat(reasonOf(fixture.files().hash(path("out/secret"), HashAlgorithm.MD5, Extent.WHOLE, task)))
                .isEqualTo(Reason.DENIED);
        assertThat(reasonOf(fixture.files().changeMode(path("out/secret"), 0777)))
                .isEqualTo(Reason.DENIED);
        assertThat(reasonOf(fixture.files().changeModified(path("out"), Instant.EPOCH)))
                .isEqualTo(Reason.DENIED);
        assertThat(reasonOf(fixture.files().link(path("d"), path("out/x")))).isEqualTo(Reason.DENIED);
        assertThat(home.resolve("x")).doesNotExist();
        assertThat(outside.resolve("x")).doesNotExist();
    }

    @Test
    void the_root_stays() {
        assertThat(reasonOf(fixture.files().removeTree(path("/"), task))).isEqualTo(Reason.DENIED);
        assertThat(reasonOf(fixture.files().copy(path("/"), path("d/x"), true, task)))
                .isEqualTo(Reason.DENIED);
        assertThat(home.resolve("d/x")).doesNotExist();
    }

    @Test
    void a_tree_too_deep_is_left_as_it_was() throws IOException {
        Path deep = home.resolve("deep");
        for (int i = 0; i <= Walk.DEEPEST + 1; i++) {
            deep = deep.resolve("x");
        }
        Files.createDirectories(deep);

        assertThat(reasonOf(fixture.files().sizeOfTree(path("deep"), task))).isEqualTo(Reason.UNSUPPORTED);
        assertThat(reasonOf(fixture.files().copy(path("deep"), path("copy"), true, task)))
                .isEqualTo(Reason.UNSUPPORTED);
        assertThat(home.resolve("copy")).doesNotExist();
    }

    @Test
    void a_hash_is_that_of_the_content_whatever_its_time_says() throws IOException {
        Path file = home.resolve("d/a");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        String before = hash();
        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));

        assertThat(hash()).isNotEqualTo(before);
        assertThat(await(fixture.files().hash(path("d/a"), HashAlgorithm.CRC32, new Extent(3, 9), task))
                        .of())
                .isEqualTo(new Extent(3, 3));
        assertThat(reasonOf(fixture.files().hash(path("d/a"), HashAlgorithm.CRC32, new Extent(4, 9), task)))
                .isEqualTo(Reason.BEYOND_END);
    }

    private String hash() {
        return await(fixture.files().hash(path("d/a"), HashAlgorithm.SHA_256, Extent.WHOLE, task))
                .hexadecimal();
    }

    @Test
    void copies_joins_and_sizes() throws IOException {
        await(fixture.files().copy(path("d"), path("copy"), false, task));
        assertThat(home.resolve("copy/e/b")).hasContent("three");
        assertThat(await(fixture.files().sizeOfTree(path("/"), task))).isEqualTo(16);
        await(fixture.files().join(List.of(path("d/a"), path("d/e/b")), path("all"), task));
        assertThat(home.resolve("all")).hasContent("onethree");
        assertThat(home.resolve("d/a")).doesNotExist();
        assertThat(reasonOf(fixture.files().copy(path("all"), path("copy/a"), false, task)))
                .isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(await(fixture.files().space(path("d"))).free()).isPositive();
    }

    @Test
    void what_is_told_is_what_the_task_itself_did() {
        await(fixture.files().copy(path("d"), path("copy"), false, task));
        assertThat(task.growth()).isEqualTo(new Growth(8, 2));
        LongTask joining = new LongTask();
        await(fixture.files().join(List.of(path("d/a"), path("d/a")), path("d/e/b"), joining));
        assertThat(joining.growth()).isEqualTo(new Growth(3, -1));
        LongTask replacing = new LongTask();
        await(fixture.files().copy(path("copy/a"), path("d/e/b"), true, replacing));
        assertThat(replacing.growth()).isEqualTo(new Growth(3 - 11, 0));
        LongTask removing = new LongTask();
        await(fixture.files().removeTree(path("copy"), removing));
        assertThat(removing.growth()).isEqualTo(new Growth(-8, -2));
    }

    @Test
    void a_file_appended_to_under_a_name_that_is_gone_is_told_as_gone() throws IOException {
        for (String removal : List.of("delete", "rename", "store", "tree")) {
            Files.createDirectories(home.resolve("x"));
            Files.writeString(home.resolve("x/a"), "12345");
            Files.writeString(home.resolve("other"), "1");
            Upload upload = await(fixture.files().write(path("x/a"), new WriteMode.Append()));
            await(upload.write(content("678")));

            Growth gone = remove(removal);
            await(upload.write(content("90")));

            assertThat(reasonOf(upload.commit())).as(removal).isEqualTo(Reason.REPLACED);
            assertThat(upload.growth().plus(gone))
                    .as(removal)
                    .isEqualTo(removal.equals("store") ? new Growth(-4, 0) : new Growth(-5, -1));
        }
    }

    private Growth remove(String how) {
        return switch (how) {
            case "delete" -> await(fixture.files().delete(path("x/a")));
            case "rename" -> await(fixture.files().rename(path("other"), path("x/a"), true));
            case "store" -> {
                LongTask copying = new LongTask();
                await(fixture.files().copy(path("other"), path("x/a"), true, copying));
                yield copying.growth();
            }
            default -> {
                LongTask removing = new LongTask();
                await(fixture.files().removeTree(path("x"), removing));
                yield removing.growth();
            }
        };
    }

    private static ByteBuffer[] content(String text) {
        return new ByteBuffer[] {ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII))};
    }

    @Test
    void a_name_given_to_a_file_that_has_it_changes_nothing() throws IOException {
        assertThat(await(fixture.files().rename(path("d/a"), path("d/a"), true)))
                .isEqualTo(Growth.NONE);
        assertThat(home.resolve("d/a")).hasContent("one");
    }

    @Test
    void a_file_that_nobody_may_read_can_have_its_mode_changed() throws IOException {
        await(fixture.files().changeMode(path("d/a"), 0));
        await(fixture.files().changeMode(path("d/a"), 0640));
        await(fixture.files().changeModified(path("d/a"), Instant.parse("2001-02-03T04:05:06.789Z")));

        var facts = await(fixture.files().facts(path("d/a")));
        assertThat(facts.mode()).isEqualTo(0640);
        assertThat(facts.modified()).isEqualTo(Instant.parse("2001-02-03T04:05:06.789Z"));
    }

    @Test
    void a_file_is_given_to_no_group_that_is_not_the_tenants() throws IOException {
        assertThat(reasonOf(fixture.files().changeGroup(path("d/a"), 0))).isEqualTo(Reason.DENIED);
        assumeThat(Capabilities.giveToAnyGroup()).isTrue();
        assertThat(reasonOf(fixture.files().changeGroup(path("d/a"), 4242))).isEqualTo(Reason.DENIED);
        var owner = new FileOwner(Optional.empty(), Optional.of(4242L));
        var owned = await(fixture.storage().open("tenant", "/home", owner));
        try {
            assertThat(reasonOf(owned.changeGroup(path("d/a"), 4243))).isEqualTo(Reason.DENIED);
            await(owned.changeGroup(path("d/a"), 4242));
            assertThat(Files.getAttribute(home.resolve("d/a"), "unix:gid")).isEqualTo(4242);
        } finally {
            await(owned.close());
        }
    }
}
