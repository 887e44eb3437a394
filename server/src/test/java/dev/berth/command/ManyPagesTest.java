package dev.berth.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.protocol.FileFacts;
import dev.berth.protocol.FileFacts.Kind;
import dev.berth.protocol.FtpPath;
import dev.berth.storage.Files;
import dev.berth.storage.Listing;
import dev.berth.storage.StorageException;
import dev.berth.transfer.Outgoing;
import io.vertx.core.Future;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Listings that go on and on without anything to show: neither the stack nor the chain of futures grows with them.
class ManyPagesTest {

    private static final int MANY = 90_000;

    @Test
    void pieces_of_which_nothing_is_wanted_are_passed_over() {
        var listing = new Same(MANY, List.of(directory("a")));
        var pages = new EntryPages(listing, "", (_, _) -> {});
        assertThat(next(pages)).isEmpty();
        assertThat(listing.left).isEqualTo(-1);
    }

    @Test
    void directories_that_cannot_be_read_show_nothing_below_their_names() {
        var listing = new Same(MANY, List.of(directory("a")));
        var pages = new TreePages(
                unreadable(),
                ListArgument.parse("-R"),
                FtpPath.ROOT,
                listing,
                (page, _, facts) -> page.append(facts.name()).append("\r\n"));
        int entries = 0;
        int headings = 0;
        for (String page = next(pages); !page.isEmpty(); page = next(pages)) {
            entries += page.equals("a\r\n") ? 1 : 0;
            headings += page.equals("\r\na:\r\n") ? 1 : 0;
        }
        assertThat(entries).isEqualTo(MANY);
        assertThat(headings).isEqualTo(MANY);
    }

    private static String next(Outgoing.Pages pages) {
        return pages.next().result().toString();
    }

    private static FileFacts directory(String name) {
        return new FileFacts(name, Kind.DIRECTORY, 0, Instant.EPOCH, 0755, 1, 0, 0, 1, 2);
    }

    /// A view in which no directory can be listed.
    private static Files unreadable() {
        return (Files) Proxy.newProxyInstance(
                Files.class.getClassLoader(),
                new Class<?>[] {Files.class},
                (_, _, _) ->
                        Future.failedFuture(new StorageException(StorageException.Reason.DENIED, "not to be read")));
    }

    /// A directory of so many equal pieces.
    private static final class Same implements Listing {
        private final List<FileFacts> piece;
        private int left;

        Same(int pieces, List<FileFacts> piece) {
            this.left = pieces;
            this.piece = piece;
        }

        @Override
        public FileFacts directory() {
            return new FileFacts("", Kind.DIRECTORY, 0, Instant.EPOCH, 0755, 1, 0, 0, 1, 1);
        }

        @Override
        public Future<List<FileFacts>> next() {
            return Future.succeededFuture(left-- > 0 ? piece : List.of());
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }
}
