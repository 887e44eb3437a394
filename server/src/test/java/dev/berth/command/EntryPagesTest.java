package dev.berth.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.protocol.Fact;
import dev.berth.protocol.FactLine;
import dev.berth.protocol.FileFacts;
import dev.berth.protocol.FileFacts.Kind;
import dev.berth.protocol.ListLine;
import dev.berth.storage.Listing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Pages of a listing, of which the storage is one piece ahead.
class EntryPagesTest {

    private final Pieces listing = new Pieces();
    private final EntryPages pages = new EntryPages(
            listing, "", (page, facts) -> page.append(facts.name()).append(' '));

    @Test
    void the_next_piece_is_read_while_one_goes_out_but_no_more() {
        Future<CharSequence> first = pages.next();
        listing.asked.getFirst().complete(List.of(file("a", 0), file("b", 0)));
        assertThat(first.result().toString()).isEqualTo("a b ");
        assertThat(listing.asked).hasSize(2);
        listing.asked.getLast().complete(List.of(file("c", 0)));
        assertThat(listing.asked).hasSize(2);
        assertThat(pages.next().result().toString()).isEqualTo("c ");
        listing.asked.getLast().complete(List.of());
        assertThat(pages.next().result().toString()).isEmpty();
        assertThat(listing.asked).hasSize(3);
    }

    @Test
    void a_piece_that_cannot_be_read_fails_the_page_that_it_would_have_been() {
        Future<CharSequence> first = pages.next();
        listing.asked.getFirst().complete(List.of(file("a", 0)));
        listing.asked.getLast().fail("the disk is broken");
        assertThat(first.result().toString()).isEqualTo("a ");
        assertThat(pages.next().cause()).hasMessage("the disk is broken");
    }

    @Test
    void the_directory_is_given_back_only_when_nobody_reads_in_it_any_more() {
        assertThat(pages.next().isComplete()).isFalse();
        listing.asked.getFirst().complete(List.of(file("a", 0)));
        Future<Void> closed = pages.close();
        assertThat(listing.closed).isFalse();
        listing.asked.getLast().fail("called off");
        assertThat(listing.closed).isTrue();
        assertThat(closed.succeeded()).isTrue();
    }

    @Test
    void lines_of_files_of_other_times_do_not_take_each_others() {
        var lines = new ListLine(Instant.ofEpochSecond(1_800_000_000), ZoneOffset.UTC);
        var page = new StringBuilder();
        lines.append(page, file("a", 1_799_999_000));
        lines.append(page, file("b", 1_799_999_000));
        lines.append(page, file("c\rd", 1_100_000_000));
        lines.append(page, file("e", 1_799_999_060));
        assertThat(page.toString()).isEqualTo("""
                -rw-r--r--   1     1000        7      1234567 Jan 15 07:43 a\r
                -rw-r--r--   1     1000        7      1234567 Jan 15 07:43 b\r
                -rw-r--r--   1     1000        7      1234567 Nov  9  2004 c?d\r
                -rw-r--r--   1     1000        7      1234567 Jan 15 07:44 e\r
                """);
    }

    @Test
    void facts_come_in_one_order_whatever_the_client_asked_first() {
        var line = new StringBuilder();
        new FactLine(Set.of(Fact.UNIX_MODE, Fact.MODIFY, Fact.SIZE)).append(line, file("a", 5), "file", "r", "a");
        assertThat(line.toString()).isEqualTo("size=1234567;modify=19700101000005.009;UNIX.mode=0644; a");
    }

    private static FileFacts file(String name, long second) {
        return new FileFacts(
                name, Kind.FILE, 1_234_567, Instant.ofEpochSecond(second, 9_000_000), 0644, 1000, 7, 1, 1, 2);
    }

    /// A directory whose pieces the test gives.
    private static final class Pieces implements Listing {
        private final List<Promise<List<FileFacts>>> asked = new ArrayList<>();
        private boolean closed;

        @Override
        public FileFacts directory() {
            return file("", 0);
        }

        @Override
        public Future<List<FileFacts>> next() {
            Promise<List<FileFacts>> piece = Promise.promise();
            asked.add(piece);
            return piece.future();
        }

        @Override
        public Future<Void> close() {
            closed = true;
            return Future.succeededFuture();
        }
    }
}
