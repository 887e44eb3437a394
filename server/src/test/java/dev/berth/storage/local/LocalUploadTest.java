package dev.berth.storage.local;

import static dev.berth.storage.Awaiting.await;
import static dev.berth.storage.Awaiting.reasonOf;
import static dev.berth.storage.StorageContract.octets;
import static dev.berth.storage.StorageContract.path;
import static java.nio.file.Files.getPosixFilePermissions;
import static java.nio.file.Files.setAttribute;
import static java.nio.file.Files.setPosixFilePermissions;
import static java.nio.file.Files.writeString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.berth.storage.StorageException.Reason;
import dev.berth.storage.Upload;
import dev.berth.storage.WriteMode.Append;
import dev.berth.storage.WriteMode.Replace;
import dev.berth.tenant.FileOwner;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Uploads on local files, beyond the contract.
class LocalUploadTest {

    @RegisterExtension
    final LocalFixture fixture = new LocalFixture();

    private Path home() {
        return fixture.home();
    }

    private Future<Long> store(String name, String content) {
        return fixture.files()
                .write(path(name), new Replace(true))
                .compose(upload -> upload.write(octets(content)).compose(_ -> upload.commit()));
    }

    @Test
    void new_files_and_directories_have_the_modes_of_the_settings() throws IOException {
        await(store("a", "x"));
        await(await(fixture.files().write(path("b"), new Append())).commit());
        await(fixture.files().makeDirectory(path("d")));

        assertThat(getPosixFilePermissions(home().resolve("a")))
                .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
        assertThat(getPosixFilePermissions(home().resolve("b")))
                .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
        assertThat(getPosixFilePermissions(home().resolve("d")))
                .isEqualTo(PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(getPosixFilePermissions(home())).isEqualTo(PosixFilePermissions.fromString("rwxr-x---"));
    }

    @Test
    void modes_do_not_depend_on_the_umask() {
        Modes modes = new Modes(0666, 02777, 0077, FileOwner.NONE);

        try (Descriptor file = temporary();
                Descriptor directory = Descriptor.of(
                        Posix.openAt(
                                Descriptor.WORKING_DIRECTORY,
                                home().toString(),
                                Posix.O_PATH | Posix.O_DIRECTORY,
                                0,
                                Posix.FOLLOW_ALL),
                        "open")) {
            modes.applyToFile(file, 0666);
            assertThat(Posix.status(file).permissions()).isEqualTo(0666);
            assertThat(Posix.makeDirectory(directory, "d", 0)).isZero();
            setPosixFilePermissions(home().resolve("d"), PosixFilePermissions.fromString("rwx------"));
            modes.applyToDirectory(directory, "d");
            assertThat(await(fixture.files().facts(path("d"))).mode()).isEqualTo(02777);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void the_set_group_id_bit_goes_down_with_the_group() throws IOException {
        Modes modes = new Modes(0640, 0770, 0022, FileOwner.NONE);
        setAttribute(home(), "unix:mode", 042770);
        try (Descriptor directory = Descriptor.of(
                Posix.openAt(
                        Descriptor.WORKING_DIRECTORY,
                        home().toString(),
                        Posix.O_PATH | Posix.O_DIRECTORY,
                        0,
                        Posix.FOLLOW_ALL),
                "open")) {
            assertThat(Posix.makeDirectory(directory, "d", 0770)).isZero();
            modes.applyToDirectory(directory, "d");
        }
        assertThat(await(fixture.files().facts(path("d"))).mode()).isEqualTo(02770);
    }

    private Descriptor temporary() {
        int flags = 1 | Posix.O_CREAT | Posix.O_EXCL;
        String file = home().resolve("t").toString();
        return Descriptor.of(
                Posix.openAt(Descriptor.WORKING_DIRECTORY, file, flags, 0600, Posix.FOLLOW_ALL), "make a file");
    }

    @Test
    void a_replaced_file_keeps_its_permissions() throws IOException {
        var executable = PosixFilePermissions.fromString("rwxr-xr-x");
        setPosixFilePermissions(writeString(home().resolve("script"), "old"), executable);
        await(store("script", "new"));

        assertThat(getPosixFilePermissions(home().resolve("script"))).isEqualTo(executable);
        assertThat(home().resolve("script")).hasContent("new");
    }

    @Test
    void buffers_of_any_kind_arrive_whole() throws IOException {
        Random random = new Random(7);
        byte[] content = new byte[3_000_000];
        random.nextBytes(content);
        List<ByteBuffer> buffers = new ArrayList<>();
        for (int at = 0, i = 0; at < content.length; i++) {
            int length = Math.min(content.length - at, random.nextInt(i % 5 == 0 ? 200_000 : 1_500));
            ByteBuffer buffer = i % 3 == 0 ? ByteBuffer.allocate(length + 3) : ByteBuffer.allocateDirect(length + 3);
            buffer.position(2).limit(length + 2);
            buffer.put(buffer.position(), content, at, length);
            buffers.add(i % 7 == 0 ? buffer.asReadOnlyBuffer() : buffer);
            at += length;
        }
        Upload upload = await(fixture.files().write(path("a"), new Replace(true)));
        await(upload.write(buffers.toArray(ByteBuffer[]::new)));
        await(upload.write(new ByteBuffer[0]));

        assertThat(upload.written()).isEqualTo(content.length);
        assertThat(await(upload.commit())).isEqualTo(content.length);
        assertThat(java.nio.file.Files.readAllBytes(home().resolve("a"))).isEqualTo(content);
        assertThat(buffers).noneMatch(ByteBuffer::hasRemaining);
    }

    @Test
    void of_many_uploads_to_one_name_one_is_there_whole() throws IOException {
        List<Future<Long>> uploads = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String content = String.valueOf((char) ('A' + i % 26)).repeat(10_000);
            uploads.add(fixture.files()
                    .write(path("a"), new Replace(true))
                    .compose(upload -> upload.write(octets(content.substring(0, 5_000)))
                            .compose(_ -> upload.write(octets(content.substring(5_000))))
                            .compose(_ -> upload.commit())));
        }
        await(Future.all(uploads));

        byte[] result = java.nio.file.Files.readAllBytes(home().resolve("a"));
        assertThat(result).hasSize(10_000).containsOnly(result[0]);
        assertThat(home().toFile().list()).containsExactly("a");
    }

    @Test
    void many_uploads_into_one_directory_share_its_fsync_and_all_end() {
        List<Future<Long>> uploads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            uploads.add(store("file" + i, "content"));
        }
        await(Future.all(uploads));

        assertThat(home().toFile().list()).hasSize(200);
    }

    @Test
    void a_directory_swapped_under_an_upload_does_not_redirect_it() throws IOException {
        await(fixture.files().makeDirectory(path("d")));
        Upload upload = await(fixture.files().write(path("d/a"), new Replace(true)));
        await(fixture.files().rename(path("d"), path("moved"), false));
        await(fixture.files().makeDirectory(path("d")));
        await(upload.write(octets("x")));
        await(upload.commit());

        assertThat(home().resolve("moved/a")).hasContent("x");
        assertThat(home().resolve("d")).isEmptyDirectory();
    }

    @Test
    void a_vanished_directory_is_a_failure_and_leaves_nothing_open() throws IOException {
        await(fixture.files().makeDirectory(path("d")));
        Upload upload = await(fixture.files().write(path("d/a"), new Replace(true)));
        await(upload.write(octets("x")));
        for (String name : home().resolve("d").toFile().list()) {
            java.nio.file.Files.delete(home().resolve("d").resolve(name));
        }
        java.nio.file.Files.delete(home().resolve("d"));

        assertThat(reasonOf(upload.commit())).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void a_directory_made_meanwhile_is_not_replaced() throws IOException {
        Upload upload = await(fixture.files().write(path("a"), new Replace(true)));
        await(fixture.files().makeDirectory(path("a")));
        await(upload.write(octets("x")));

        assertThat(reasonOf(upload.commit())).isEqualTo(Reason.IS_A_DIRECTORY);
        assertThat(home().toFile().list()).containsExactly("a");
        assertThat(home().resolve("a")).isEmptyDirectory();
    }

    @Test
    void an_upload_abandoned_during_a_write_ends_behind_it() {
        Upload upload = await(fixture.files().write(path("a"), new Replace(true)));
        Future<Void> write = upload.write(octets("x".repeat(100_000)));
        await(upload.abandon());

        assertThat(write.succeeded()).isTrue();
        assertThat(home().resolve("a")).hasSize(100_000);
    }

    @Test
    void results_come_on_the_context_of_the_caller() {
        Context context = fixture.vertx().getOrCreateContext();
        Promise<List<Boolean>> seen = Promise.promise();
        context.runOnContext(_ -> fixture.files()
                .write(path("a"), new Replace(true))
                .compose(upload -> {
                    boolean opened = context.equals(Vertx.currentContext());
                    return upload.write(octets("x")).compose(_ -> {
                        boolean wrote = context.equals(Vertx.currentContext());
                        return upload.commit()
                                .map(_ -> Arrays.asList(opened, wrote, context.equals(Vertx.currentContext())));
                    });
                })
                .onComplete(seen));

        assertThat(await(seen.future())).containsOnly(true);
    }

    @Test
    void the_storage_takes_open_uploads_with_it() {
        Upload upload = await(fixture.files().write(path("a"), new Replace(true)));
        await(upload.write(octets("half")));
        await(fixture.storage().close());

        assertThat(home().resolve("a")).hasContent("half");
        assertThat(home().toFile().list()).containsExactly("a");
        assertThat(reasonOf(fixture.files().facts(path("a")))).isEqualTo(Reason.BROKEN);
        assertThat(reasonOf(fixture.storage().open("tenant", "/"))).isEqualTo(Reason.BROKEN);
    }

    @Test
    void a_drop_box_takes_files() throws IOException {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may read everything");
        await(fixture.files().makeDirectory(path("box")));
        setPosixFilePermissions(home().resolve("box"), PosixFilePermissions.fromString("-wx------"));
        try {
            await(store("box/a", "x"));
            assertThat(reasonOf(fixture.files().list(path("box")))).isEqualTo(Reason.DENIED);
        } finally {
            setPosixFilePermissions(home().resolve("box"), PosixFilePermissions.fromString("rwx------"));
        }
        assertThat(home().resolve("box/a")).hasContent("x");
    }

    @Test
    void what_may_not_be_written_is_denied() throws IOException {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may write everything");
        await(fixture.files().makeDirectory(path("d")));
        setPosixFilePermissions(home().resolve("d"), PosixFilePermissions.fromString("r-x------"));

        assertThat(reasonOf(fixture.files().write(path("d/a"), new Replace(true))))
                .isEqualTo(Reason.DENIED);
        assertThat(reasonOf(fixture.files().write(path("d/a"), new Append()))).isEqualTo(Reason.DENIED);
        assertThat(reasonOf(fixture.files().makeDirectory(path("d/a")))).isEqualTo(Reason.DENIED);
    }
}
