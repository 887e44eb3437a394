package dev.berth.storage.local;

import static dev.berth.storage.Awaiting.await;
import static dev.berth.storage.StorageContract.path;
import static java.nio.file.Files.createDirectory;
import static java.nio.file.Files.createFile;
import static java.nio.file.Files.createSymbolicLink;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.berth.protocol.FileFacts;
import dev.berth.protocol.FileFacts.Kind;
import dev.berth.storage.Listing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Directories of any size, with anything in them.
class LocalListingTest {

    @RegisterExtension
    final LocalFixture fixture = new LocalFixture();

    private List<List<FileFacts>> pieces(String directory) {
        Listing listing = await(fixture.files().list(path(directory)));
        List<List<FileFacts>> pieces = new ArrayList<>();
        for (var piece = await(listing.next()); !piece.isEmpty(); piece = await(listing.next())) {
            pieces.add(piece);
        }
        assertThat(await(listing.next())).isEmpty();
        await(listing.close());
        return pieces;
    }

    private List<String> names(String directory) {
        return pieces(directory).stream()
                .flatMap(List::stream)
                .map(FileFacts::name)
                .toList();
    }

    private void fill(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            createFile(fixture.home().resolve("file-" + i));
        }
    }

    @Test
    void twenty_thousand_come_sorted() throws IOException {
        fill(20_000);

        assertThat(names("/")).hasSize(20_000).isSorted();
    }

    @Test
    void more_come_in_pieces_and_each_once() throws IOException {
        fill(25_000);

        var pieces = pieces("/");
        assertThat(pieces).allSatisfy(piece -> assertThat(piece).hasSizeLessThanOrEqualTo(1_000));
        var names = pieces.stream().flatMap(List::stream).map(FileFacts::name).toList();
        assertThat(names).hasSize(25_000);
        assertThat(new HashSet<>(names)).hasSize(25_000);
    }

    @Test
    void an_empty_directory_has_no_entries_but_facts() {
        Listing listing = await(fixture.files().list(path("/")));

        assertThat(listing.directory().isDirectory()).isTrue();
        assertThat(await(listing.next())).isEmpty();
        await(listing.close());
    }

    @Test
    void names_that_a_client_could_not_send_are_listed() throws IOException {
        createFile(fixture.home().resolve("line\nfeed"));
        createFile(fixture.home().resolve("carriage\rreturn"));
        await(fixture.files().makeDirectory(path("\u00fflatin")));

        assertThat(names("/")).containsExactly("carriage\rreturn", "line\nfeed", "\u00fflatin");
        await(fixture.files().removeDirectory(path("\u00fflatin")));
    }

    @Test
    void links_have_the_facts_of_what_they_lead_to_while_that_is_inside() throws IOException {
        createDirectory(fixture.home().resolve("d"));
        createFile(fixture.home().resolve("f"));
        createSymbolicLink(fixture.home().resolve("d/to-d"), Path.of("."));
        createSymbolicLink(fixture.home().resolve("d/to-f"), Path.of("../f"));
        createSymbolicLink(fixture.home().resolve("d/to-nothing"), Path.of("nothing"));
        createSymbolicLink(fixture.home().resolve("d/to-outside"), Path.of("/etc"));

        assertThat(pieces("d").getFirst())
                .extracting(FileFacts::name, FileFacts::kind)
                .containsExactly(
                        tuple("to-d", Kind.DIRECTORY),
                        tuple("to-f", Kind.FILE),
                        tuple("to-nothing", Kind.LINK),
                        tuple("to-outside", Kind.LINK));
    }

    @Test
    void what_vanishes_meanwhile_is_skipped() throws IOException {
        fill(1_500);
        Listing listing = await(fixture.files().list(path("/")));
        List<FileFacts> first = await(listing.next());
        for (String name : fixture.home().toFile().list()) {
            java.nio.file.Files.delete(fixture.home().resolve(name));
        }

        assertThat(first).hasSize(LocalListing.FIRST_PIECE);
        assertThat(await(listing.next())).isEmpty();
        await(listing.close());
    }

    @Test
    void a_piece_that_vanishes_as_a_whole_is_not_the_end() throws IOException {
        fill(1_500);
        Listing listing = await(fixture.files().list(path("/")));
        await(listing.next());
        List<String> sorted = names("/");
        List<String> vanished =
                sorted.subList(LocalListing.FIRST_PIECE, LocalListing.FIRST_PIECE + 2 * LocalListing.PIECE);
        for (String name : vanished) {
            java.nio.file.Files.delete(fixture.home().resolve(name));
        }

        List<String> rest = new ArrayList<>();
        for (var piece = await(listing.next()); !piece.isEmpty(); piece = await(listing.next())) {
            piece.forEach(facts -> rest.add(facts.name()));
        }
        assertThat(rest).isEqualTo(sorted.subList(LocalListing.FIRST_PIECE + vanished.size(), sorted.size()));
        await(listing.close());
    }
}
