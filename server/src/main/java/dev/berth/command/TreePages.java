package dev.berth.command;

import dev.berth.protocol.FileFacts;
import dev.berth.protocol.FtpPath;
import dev.berth.protocol.ListLine;
import dev.berth.storage.Files;
import dev.berth.storage.Listing;
import dev.berth.transfer.Outgoing;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tree as text, a piece of a directory at a time, in the form of `ls -R`: a directory, then those in it, each
/// under a heading. It ends after so many entries, and goes no deeper than so many names, with a line that says so;
/// a directory that lies above itself, by a link, is not entered again.
final class TreePages implements Outgoing.Pages {

    private static final int MOST_ENTRIES = 100_000;
    private static final int DEEPEST = 32;

    private final Files files;
    private final ListArgument argument;
    private final EntriesOf.Form form;
    private final ArrayDeque<Place> waiting = new ArrayDeque<>();
    private final List<Place> found = new ArrayList<>();
    private Place place;
    private @Nullable Listing listing;
    private int entries;
    private boolean cut;
    private volatile boolean stopped;

    /// @param first the listing of the directory itself, open
    TreePages(Files files, ListArgument argument, FtpPath path, Listing first, EntriesOf.Form form) {
        this.files = files;
        this.argument = argument;
        this.form = form;
        this.place = new Place(path, first.directory(), null);
        this.listing = first;
    }

    /// A directory to be shown. Very many may wait, so none holds the text of its heading.
    private record Place(
            FtpPath path, FileFacts facts, @Nullable Place above) {

        int depth() {
            return above == null ? 0 : above.depth() + 1;
        }

        void appendTo(StringBuilder out, String first) {
            if (above == null) {
                out.append(first);
            } else {
                above.appendTo(out, first);
                ListLine.appendName(out, facts.name());
                out.append('/');
            }
        }

        boolean isIn(FileFacts directory) {
            boolean same = facts.device() == directory.device() && facts.inode() == directory.inode();
            return same || (above != null && above.isIn(directory));
        }
    }

    @Override
    public Future<CharSequence> next() {
        if (stopped) {
            return Future.failedFuture("nobody wants more of it");
        }
        Listing open = listing;
        if (open != null) {
            return open.next().compose(page -> page.isEmpty() ? leave(open) : shown(page, open));
        }
        Place following = waiting.poll();
        if (following == null || entries >= MOST_ENTRIES) {
            return Future.succeededFuture(end());
        }
        place = following;
        return files.list(following.path(), argument.order())
                .map(this::enter)
                // One that vanished, or must not be read, shows nothing.
                .otherwise(_ -> heading());
    }

    private CharSequence enter(Listing opened) {
        listing = opened;
        return heading();
    }

    private CharSequence heading() {
        var text = new StringBuilder("\r\n");
        place.appendTo(text, argument.directory());
        text.setLength(text.length() - 1);
        return text.append(":\r\n");
    }

    private Future<CharSequence> leave(Listing open) {
        listing = null;
        for (int i = found.size() - 1; i >= 0; i--) {
            waiting.addFirst(found.get(i));
        }
        found.clear();
        return open.close().compose(_ -> next());
    }

    private Future<CharSequence> shown(List<FileFacts> page, Listing open) {
        var text = new StringBuilder();
        for (FileFacts facts : page) {
            if (entries++ >= MOST_ENTRIES) {
                cut = true;
                return cutOff(text, open);
            }
            form.append(text, "", facts);
            if (facts.isDirectory() && !place.isIn(facts)) {
                descend(facts);
            }
        }
        return Future.succeededFuture(text);
    }

    private Future<CharSequence> cutOff(StringBuilder text, Listing open) {
        listing = null;
        found.clear();
        waiting.clear();
        return open.close().map(_ -> text.isEmpty() ? end() : text);
    }

    private void descend(FileFacts facts) {
        if (place.depth() >= DEEPEST) {
            cut = true;
        } else {
            found.add(new Place(place.path().child(facts.name()), facts, place));
        }
    }

    private String end() {
        boolean says = cut;
        cut = false;
        return says ? "\r\n(there is more: list the directories one by one)\r\n" : "";
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public Future<Void> close() {
        Listing open = listing;
        listing = null;
        return open == null ? Future.succeededFuture() : open.close();
    }
}
