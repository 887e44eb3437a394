package dev.berth.storage.local;

import static dev.berth.storage.Awaiting.await;
import static dev.berth.storage.Awaiting.reasonOf;
import static dev.berth.storage.StorageContract.octets;
import static dev.berth.storage.StorageContract.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.storage.Awaiting;
import dev.berth.storage.Files;
import dev.berth.storage.Growth;
import dev.berth.storage.LongTask;
import dev.berth.storage.StorageException.Reason;
import dev.berth.storage.Upload;
import dev.berth.storage.WriteMode.Append;
import dev.berth.storage.WriteMode.Replace;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Several that do something to the same name at the same time: what they say of it together is what has become of the
/// disk.
class LocalRacesTest {

    private static final int ROUNDS = 150;

    @RegisterExtension
    final LocalFixture fixture = new LocalFixture();

    @Test
    void of_two_renames_onto_one_name_each_counts_what_it_has_replaced() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            store("a", "1");
            store("b", "22");
            store("t", "4444");
            agree(() ->
                    List.of(files().rename(path("a"), path("t"), true), files().rename(path("b"), path("t"), true)));
        }
    }

    @Test
    void removing_replacing_and_publishing_count_each_file_once() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            store("a", "1");
            store("t", "4444");
            Upload upload = await(files().write(path("t"), new Replace(true)));
            await(upload.write(octets("666666")));
            agree(() -> List.of(
                    files().rename(path("a"), path("t"), true),
                    upload.commit().map(_ -> upload.growth()),
                    files().delete(path("t")).otherwise(Growth.NONE)));
        }
    }

    @Test
    void appending_to_what_is_removed_counts_once() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            store("t", "4444");
            agree(() -> List.of(files().delete(path("t")).otherwise(Growth.NONE), appended()));
        }
    }

    @Test
    void removing_what_gets_its_name_at_this_moment_takes_it_off_or_leaves_it() throws IOException {
        for (int round = 0; round < 4 * ROUNDS; round++) {
            Upload upload = await(files().write(path("t"), new Replace(false)));
            agree(() -> Stream.concat(
                            Stream.of(upload.commit().map(_ -> upload.growth())),
                            Stream.generate(() -> files().delete(path("t")).otherwise(Growth.NONE))
                                    .limit(20))
                    .toList());
            await(files().delete(path("t")).otherwise(Growth.NONE));
        }
    }

    @Test
    void what_was_to_be_replaced_and_is_gone_makes_no_room() {
        store("t", "4444");
        Upload upload = await(files().write(path("t"), new Replace(true)));
        upload.boundBy(() -> Growth.NONE);
        await(upload.write(octets("4444")));
        assertThat(await(upload.replaces())).isEqualTo(new Growth(4, 1));
        await(files().delete(path("t")));
        assertThat(await(upload.replaces())).isEqualTo(Growth.NONE);

        assertThat(reasonOf(upload.commit())).isEqualTo(Reason.QUOTA_REACHED);
        assertThat(upload.growth()).isEqualTo(Growth.NONE);
        assertThat(reasonOf(files().facts(path("t")))).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void what_was_to_be_replaced_and_is_renamed_makes_no_room() throws IOException {
        Growth bound = new Growth(4, 0);
        for (int round = 0; round < ROUNDS / 2; round++) {
            store("t", "4444");
            Upload upload = await(files().write(path("t"), new Replace(true)));
            upload.boundBy(() -> bound);
            await(upload.write(octets("88888888")));
            agree(() -> List.of(upload.commit().transform(_ -> Future.succeededFuture(upload.growth())), moved()));
            assertThat(upload.growth().fitsInto(bound)).isTrue();
        }
    }

    /// Renames a file and back, again and again.
    private Future<Growth> moved() {
        Future<Growth> sum = Future.succeededFuture(Growth.NONE);
        for (int i = 0; i < 20; i++) {
            sum = sum.compose(before -> moved("t", "u").map(before::plus))
                    .compose(before -> moved("u", "t").map(before::plus));
        }
        return sum;
    }

    private Future<Growth> moved(String from, String to) {
        return files().rename(path(from), path(to), true).otherwise(Growth.NONE);
    }

    @Test
    void renames_that_cross_each_other_do_not_wait_for_each_other() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            store("a", "1");
            store("b", "22");
            agree(() -> List.of(
                    files().rename(path("a"), path("b"), true).otherwise(Growth.NONE),
                    files().rename(path("b"), path("a"), true).otherwise(Growth.NONE)));
        }
    }

    @Test
    void what_may_replace_nothing_is_not_given_the_room_of_anything() {
        Upload upload = await(files().write(path("t"), new Replace(false)));
        upload.boundBy(() -> new Growth(3, 1));
        await(upload.write(octets("4444")));

        assertThat(reasonOf(upload.commit())).isEqualTo(Reason.QUOTA_REACHED);
        assertThat(upload.growth()).isEqualTo(Growth.NONE);
        assertThat(reasonOf(files().facts(path("t")))).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void a_directory_gets_no_more_entries_than_it_may_have() {
        Upload first = await(files().write(path("a"), new Replace(true)));
        Upload second = await(files().write(path("b"), new Replace(false)));
        Upload broken = await(files().write(path("c"), new Replace(true)));
        for (Upload upload : List.of(first, second, broken)) {
            upload.among(() -> 1);
            await(upload.write(octets("1")));
        }
        await(first.commit());
        assertThat(reasonOf(second.commit())).isEqualTo(Reason.QUOTA_REACHED);
        await(broken.abandon());
        assertThat(fixture.home().toFile().list()).containsExactly("a");

        Upload again = await(files().write(path("a"), new Replace(true)));
        again.among(() -> 1);
        assertThat(await(again.commit())).isZero();
    }

    @Test
    void what_there_is_no_room_for_is_not_kept_either() {
        Upload upload = await(files().write(path("t"), new Replace(true)));
        upload.boundBy(() -> new Growth(3, 1));
        await(upload.write(octets("4444")));
        await(upload.abandon());

        assertThat(reasonOf(files().facts(path("t")))).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void of_several_that_may_replace_nothing_the_first_gets_the_name() {
        Upload first = await(files().write(path("t"), new Replace(false)));
        assertThat(reasonOf(files().write(path("t"), new Replace(false)))).isEqualTo(Reason.BUSY);
        await(first.discard());

        Upload second = await(files().write(path("t"), new Replace(false)));
        assertThat(await(second.commit())).isZero();
    }

    @Test
    void a_copy_makes_no_more_than_it_may() throws IOException {
        await(files().makeDirectory(path("d")));
        store("d/a", "1");
        store("d/b", "22");
        for (Growth bound : List.of(new Growth(2, 2), new Growth(3, 1))) {
            LongTask tree = new LongTask();
            tree.mayGrow(bound);
            assertThat(reasonOf(files().copy(path("d"), path("e"), true, tree))).isEqualTo(Reason.QUOTA_REACHED);
            assertThat(tree.growth()).isEqualTo(Growth.NONE);
        }
        LongTask file = new LongTask();
        file.mayGrow(new Growth(1, 1));
        assertThat(reasonOf(files().copy(path("d/b"), path("c"), true, file))).isEqualTo(Reason.QUOTA_REACHED);
        assertThat(onDisk()).isEqualTo(new Growth(3, 2));
    }

    @Test
    void the_same_file_by_two_names_is_joined_to_none() throws IOException {
        await(files().makeDirectory(path("d")));
        store("d/a", "1");
        java.nio.file.Files.createSymbolicLink(fixture.home().resolve("l"), Path.of("d"));

        assertThat(reasonOf(files().join(List.of(path("l/a")), path("d/a"), new LongTask())))
                .isEqualTo(Reason.DENIED);
        assertThat(onDisk()).isEqualTo(new Growth(1, 1));

        LongTask twice = new LongTask();
        twice.mayGrow(Growth.NONE);
        assertThat(reasonOf(files().join(List.of(path("d/a"), path("l/a")), path("b"), twice)))
                .isEqualTo(Reason.QUOTA_REACHED);
        assertThat(onDisk()).isEqualTo(new Growth(1, 1));
    }

    private Future<Growth> appended() {
        return files().write(path("t"), new Append())
                .compose(upload -> upload.write(octets("55555"))
                        .compose(_ -> upload.commit())
                        .transform(_ -> Future.succeededFuture(upload.growth())))
                .otherwise(Growth.NONE);
    }

    private Files files() {
        return fixture.files();
    }

    private void store(String name, String content) {
        Upload upload = await(files().write(path(name), new Replace(true)));
        await(upload.write(octets(content)));
        await(upload.commit());
    }

    /// The disk is afterwards what it was before and the growth of all that is begun.
    private void agree(Supplier<List<Future<Growth>>> begin) throws IOException {
        Growth before = onDisk();
        Growth after = begin.get().stream().map(Awaiting::await).reduce(before, Growth::plus);
        assertThat(after).isEqualTo(onDisk());
    }

    private Growth onDisk() throws IOException {
        Growth sum = Growth.NONE;
        try (Stream<Path> all = java.nio.file.Files.walk(fixture.home())) {
            for (Path file : all.filter(LocalRacesTest::isFile).toList()) {
                sum = sum.plus(new Growth(java.nio.file.Files.size(file), 1));
            }
        }
        return sum;
    }

    private static boolean isFile(Path path) {
        return java.nio.file.Files.isRegularFile(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)
                && !Names.isTemporary(path.getFileName().toString());
    }
}
