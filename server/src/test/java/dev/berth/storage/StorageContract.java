package dev.berth.storage;

import static dev.berth.storage.Awaiting.await;
import static dev.berth.storage.Awaiting.reasonOf;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.protocol.FileFacts;
import dev.berth.protocol.FtpPath;
import dev.berth.protocol.Octets;
import dev.berth.protocol.Pathname;
import dev.berth.storage.StorageException.Reason;
import dev.berth.storage.WriteMode.Append;
import dev.berth.storage.WriteMode.Replace;
import dev.berth.storage.WriteMode.ResumeAt;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [Storage] does, whatever it keeps files on. A storage's test implements it and gives an empty view that
/// keeps what arrived of broken uploads.
public interface StorageContract extends UploadContract {

    static FtpPath path(String octets) {
        return FtpPath.ROOT.resolve(new Pathname(octets));
    }

    static ByteBuffer[] octets(String text) {
        return new ByteBuffer[] {ByteBuffer.wrap(text.getBytes(ISO_8859_1))};
    }

    @Test
    default void what_was_stored_is_read_back() {
        store("a.txt", "hello");

        assertThat(contentOf("a.txt")).isEqualTo("hello");
        assertThat(await(files().facts(path("a.txt")))).satisfies(facts -> {
            assertThat(facts.name()).isEqualTo("a.txt");
            assertThat(facts.size()).isEqualTo(5);
            assertThat(facts.isFile()).isTrue();
        });
    }

    @Test
    default void the_root_is_a_directory_without_a_name() {
        FileFacts facts = await(files().facts(FtpPath.ROOT));

        assertThat(facts.name()).isEmpty();
        assertThat(facts.isDirectory()).isTrue();
        assertThat(facts.size()).isZero();
    }

    @Test
    default void what_is_missing_is_not_found() {
        assertThat(reasonOf(files().facts(path("no")))).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(files().read(path("no")))).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(files().list(path("no")))).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(files().delete(path("no")))).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(files().removeDirectory(path("no")))).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(files().rename(path("no"), path("b"), true))).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(files().makeDirectory(path("no/b")))).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(files().write(path("no/b"), new Replace(true)))).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(files().write(path("no/b"), new Append()))).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(files().write(path("no"), new ResumeAt(0)))).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    default void directories_are_made_listed_and_removed() {
        await(files().makeDirectory(path("d")));
        await(files().makeDirectory(path("d/e")));
        store("d/b", "2");
        store("d/a", "1");

        assertThat(names("/")).containsExactly("d");
        assertThat(names("d")).containsExactly("a", "b", "e");
        assertThat(reasonOf(files().makeDirectory(path("d")))).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(reasonOf(files().removeDirectory(path("d")))).isEqualTo(Reason.NOT_EMPTY);
        await(files().removeDirectory(path("d/e")));
        assertThat(names("d")).containsExactly("a", "b");
    }

    @Test
    default void files_and_directories_are_not_taken_for_each_other() {
        await(files().makeDirectory(path("d")));
        store("f", "x");

        assertThat(reasonOf(files().delete(path("d")))).isEqualTo(Reason.IS_A_DIRECTORY);
        assertThat(reasonOf(files().read(path("d")))).isEqualTo(Reason.IS_A_DIRECTORY);
        assertThat(reasonOf(files().write(path("d"), new Replace(true)))).isEqualTo(Reason.IS_A_DIRECTORY);
        assertThat(reasonOf(files().write(path("d"), new Append()))).isEqualTo(Reason.IS_A_DIRECTORY);
        assertThat(reasonOf(files().write(FtpPath.ROOT, new Replace(true)))).isEqualTo(Reason.IS_A_DIRECTORY);
        assertThat(reasonOf(files().removeDirectory(path("f")))).isEqualTo(Reason.NOT_A_DIRECTORY);
        assertThat(reasonOf(files().list(path("f")))).isEqualTo(Reason.NOT_A_DIRECTORY);
        assertThat(reasonOf(files().facts(path("f/x")))).isEqualTo(Reason.NOT_A_DIRECTORY);
    }

    @Test
    default void the_root_is_neither_removed_nor_renamed() {
        await(files().makeDirectory(path("d")));

        assertThat(reasonOf(files().removeDirectory(FtpPath.ROOT))).isEqualTo(Reason.DENIED);
        assertThat(reasonOf(files().rename(FtpPath.ROOT, path("x"), true))).isEqualTo(Reason.DENIED);
        assertThat(reasonOf(files().rename(path("d"), FtpPath.ROOT, true))).isEqualTo(Reason.DENIED);
        assertThat(reasonOf(files().delete(FtpPath.ROOT))).isEqualTo(Reason.IS_A_DIRECTORY);
        assertThat(reasonOf(files().makeDirectory(FtpPath.ROOT))).isEqualTo(Reason.ALREADY_EXISTS);
    }

    @Test
    default void a_file_is_replaced_by_a_rename_only_if_that_is_wanted() {
        store("a", "1");
        store("b", "2");

        assertThat(reasonOf(files().rename(path("a"), path("b"), false))).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(contentOf("b")).isEqualTo("2");
        await(files().rename(path("a"), path("b"), true));
        assertThat(contentOf("b")).isEqualTo("1");
        assertThat(names("/")).containsExactly("b");
    }

    @Test
    default void a_directory_replaces_nothing_and_is_never_replaced() {
        await(files().makeDirectory(path("d")));
        await(files().makeDirectory(path("e")));
        store("f", "x");

        assertThat(reasonOf(files().rename(path("d"), path("e"), true))).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(reasonOf(files().rename(path("d"), path("f"), true))).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(reasonOf(files().rename(path("f"), path("e"), true))).isEqualTo(Reason.ALREADY_EXISTS);
        await(files().rename(path("d"), path("g"), false));
        assertThat(names("/")).containsExactly("e", "f", "g");
    }

    @Test
    default void a_directory_does_not_go_into_itself() {
        await(files().makeDirectory(path("d")));

        assertThat(reasonOf(files().rename(path("d"), path("d/e"), true))).isEqualTo(Reason.DENIED);
        assertThat(names("/")).containsExactly("d");
    }

    @Test
    default void a_reader_goes_on_with_what_it_opened() {
        store("a", "old");
        ReadableFile file = await(files().read(path("a")));
        store("a", "new content");

        ByteBuffer into = ByteBuffer.allocate(32);
        assertThat(await(file.read(into, 0))).isEqualTo(3);
        assertThat(new String(into.array(), 0, 3, ISO_8859_1)).isEqualTo("old");
        assertThat(await(file.read(into, 3))).isEqualTo(-1);
        await(file.close());
        assertThat(contentOf("a")).isEqualTo("new content");
    }

    @Test
    default void names_are_octets() {
        List<String> all = List.of(
                " leading and trailing ",
                "\"quoted\" 'and' `ticked`",
                "\u0001\u007f\u0080\u00ff\u00fe",
                Octets.ofText("Käse, 書類"),
                "a\\b",
                "*?[x]",
                "-rf",
                "~");
        all.forEach(name -> store(name, name));

        assertThat(names("/")).containsExactlyElementsOf(all.stream().sorted().toList());
        all.forEach(name -> {
            assertThat(contentOf(name)).isEqualTo(name);
            await(files().rename(path(name), path(name + "2"), false));
            await(files().delete(path(name + "2")));
        });
        assertThat(names("/")).isEmpty();
    }

    @Test
    default void names_that_cannot_be_are_refused() {
        for (String name : List.of("x".repeat(256), "\u0000", "a\u0000b", "x".repeat(5000), "a/".repeat(3000) + "b")) {
            assertThat(reasonOf(files().makeDirectory(path(name))))
                    .as(name)
                    .isIn(Reason.NAME_REFUSED, Reason.NOT_FOUND);
            assertThat(reasonOf(files().write(path(name), new Replace(true))))
                    .as(name)
                    .isIn(Reason.NAME_REFUSED, Reason.NOT_FOUND);
            assertThat(reasonOf(files().facts(path(name)))).as(name).isIn(Reason.NAME_REFUSED, Reason.NOT_FOUND);
        }
        for (String name : List.of("..", ".", "a/b", "\u0100", "")) {
            FtpPath forged = new FtpPath(List.of(name));
            assertThat(reasonOf(files().facts(forged))).as(name).isEqualTo(Reason.NAME_REFUSED);
            assertThat(reasonOf(files().write(forged, new Replace(true))))
                    .as(name)
                    .isEqualTo(Reason.NAME_REFUSED);
            assertThat(reasonOf(files().delete(forged))).as(name).isEqualTo(Reason.NAME_REFUSED);
        }
        assertThat(names("/")).isEmpty();
    }

    @Test
    default void a_closed_view_does_nothing_while_what_it_opened_goes_on() {
        store("a", "content");
        ReadableFile file = await(files().read(path("a")));
        Upload upload = await(files().write(path("b"), new Replace(true)));
        Files view = files();
        await(view.close());
        await(view.close());

        assertThat(reasonOf(view.facts(path("a")))).isEqualTo(Reason.BROKEN);
        assertThat(await(file.read(ByteBuffer.allocate(9), 0))).isEqualTo(7);
        await(upload.write(octets("b")));
        assertThat(await(upload.commit())).isEqualTo(1);
        await(file.close());
    }
}
