package dev.berth.command;

import dev.berth.net.Repeat;
import dev.berth.protocol.FileFacts;
import dev.berth.storage.Listing;
import dev.berth.transfer.Outgoing;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A directory as text, a piece of its entries at a time. While one goes out, the next is read.
final class EntryPages implements Outgoing.Pages {

    private final Listing listing;
    private final BiConsumer<StringBuilder, FileFacts> format;
    private final StringBuilder page;
    private @Nullable Future<List<FileFacts>> ahead;
    private volatile boolean stopped;

    /// @param head what stands before the first entry
    /// @param format appends one entry with its line end, or nothing if it is not wanted
    EntryPages(Listing listing, String head, BiConsumer<StringBuilder, FileFacts> format) {
        this.listing = listing;
        this.format = format;
        this.page = new StringBuilder(head);
    }

    @Override
    public Future<CharSequence> next() {
        return Repeat.whileTrue(this::fill).map(_ -> taken());
    }

    /// Formats a piece.
    ///
    /// @return whether another is needed: a piece of which nothing is wanted is not the end
    private Future<Boolean> fill() {
        if (stopped) {
            return Future.failedFuture("nobody wants more of it");
        }
        Future<List<FileFacts>> piece = ahead == null ? listing.next() : ahead;
        ahead = null;
        return piece.map(entries -> {
            if (!entries.isEmpty()) {
                ahead = listing.next();
            }
            entries.forEach(facts -> format.accept(page, facts));
            return page.isEmpty() && !entries.isEmpty();
        });
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public Future<Void> close() {
        Future<List<FileFacts>> reading = ahead;
        return reading == null ? listing.close() : reading.transform((_, _) -> listing.close());
    }

    private CharSequence taken() {
        String text = page.toString();
        page.setLength(0);
        return text;
    }

    /// Text that is there already.
    static final class Ready implements Outgoing.Pages {
        private String rest;

        Ready(String text) {
            this.rest = text;
        }

        @Override
        public Future<CharSequence> next() {
            String text = rest;
            rest = "";
            return Future.succeededFuture(text);
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }
}
