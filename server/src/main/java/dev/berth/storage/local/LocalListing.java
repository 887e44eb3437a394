package dev.berth.storage.local;

import dev.berth.protocol.FileFacts;
import dev.berth.protocol.FileFacts.Kind;
import dev.berth.storage.Listing;
import dev.berth.storage.Order;
import dev.berth.storage.StorageException;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The entries of an open directory. Names are read first, up to [#SORTED]; facts are asked for piece by piece, a few
/// pieces at a time, when they are about to be wanted.
final class LocalListing implements Listing, Work.Held {

    /// How many entries are sorted at most, since they are all in memory for it.
    static final int SORTED = 20_000;

    /// How many entries a piece has at most.
    static final int PIECE = 250;

    /// How many the first one has, so that the client sees something soon.
    static final int FIRST_PIECE = 100;

    /// How many pieces are read at once. Nearly all of a listing's time goes into asking the kernel for facts, and one
    /// thread asks no faster than that of a server that does nothing else.
    private static final int AT_ONCE = 2;

    private final Work work;
    private final Tree tree;
    private final String octets;
    private final Descriptor directory;
    private final FileFacts facts;
    private final Order order;

    /// Of which the facts are asked for; changed only while nobody does so.
    private volatile PackedNames names = PackedNames.NONE;

    /// Whether there are no more of them.
    private volatile boolean read;

    // Touched by visits for names, which come one after the other.
    private final ArrayDeque<FileFacts> sorted = new ArrayDeque<>();
    private boolean begun;

    // Touched by who asks for pieces, one after the other.
    private final ArrayDeque<Future<List<FileFacts>>> ahead = new ArrayDeque<>();
    private int at;

    private LocalListing(Work work, Tree tree, String octets, Descriptor directory, FileFacts facts, Order order) {
        this.work = work;
        this.tree = tree;
        this.octets = octets;
        this.directory = directory;
        this.facts = facts;
        this.order = order;
    }

    /// Opens a directory.
    ///
    /// @param work the tenant's
    /// @param octets its path, from [Names#existing]
    /// @param name what to call it in its facts
    /// @param order how its entries come, unless they are more than [#SORTED]
    static LocalListing open(Work work, Tree tree, String octets, String name, Order order) {
        long result = tree.open(octets, Posix.O_RDONLY | Posix.O_DIRECTORY);
        Descriptor directory = Descriptor.of(result, "open the directory");
        try {
            FileFacts facts = Posix.status(directory).facts(name);
            return work.hold(new LocalListing(work, tree, octets, directory, facts, order));
        } catch (RuntimeException failure) {
            directory.close();
            throw failure;
        }
    }

    @Override
    public FileFacts directory() {
        return facts;
    }

    @Override
    public Future<List<FileFacts>> next() {
        while (ahead.size() < AT_ONCE && at < names.size()) {
            int from = at;
            int to = Math.min(names.size(), from + PIECE);
            ahead.add(work.runInTurn(() -> facts(from, to)));
            at = to;
        }
        Future<List<FileFacts>> piece = ahead.isEmpty() ? more() : ahead.remove();
        // One whose entries have all vanished is not the end.
        return piece.compose(entries -> entries.isEmpty() && !isAtEnd() ? next() : Future.succeededFuture(entries));
    }

    private boolean isAtEnd() {
        return read && at == names.size() && ahead.isEmpty() && sorted.isEmpty();
    }

    private Future<List<FileFacts>> more() {
        return isAtEnd()
                ? Future.succeededFuture(List.of())
                : work.runInTurn(this::firstOfMore).onSuccess(_ -> at = Math.min(names.size(), FIRST_PIECE));
    }

    /// Reads more names, and asks for the facts of the first of them.
    private List<FileFacts> firstOfMore() {
        if (!begun) {
            begin();
        } else if (sorted.isEmpty()) {
            List<String> found = new ArrayList<>();
            read = !Entries.read(directory, found);
            names = PackedNames.of(found);
        }
        return sorted.isEmpty() ? facts(0, Math.min(names.size(), FIRST_PIECE)) : sortedPiece();
    }

    private List<FileFacts> facts(int from, int to) {
        List<FileFacts> found = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            add(names.get(i), found);
        }
        return found;
    }

    private void begin() {
        begun = true;
        List<String> found = new ArrayList<>();
        while (!read && found.size() <= SORTED) {
            read = !Entries.read(directory, found);
        }
        if (read && order.isByName()) {
            // Octets are the characters 0 to 255 and compare like unsigned numbers.
            found.sort(order == Order.NAME ? Comparator.naturalOrder() : Comparator.reverseOrder());
        } else if (read) {
            List<FileFacts> all = new ArrayList<>(found.size());
            found.forEach(name -> add(name, all));
            found.clear();
            all.sort(order.comparator());
            sorted.addAll(all);
        }
        names = PackedNames.of(found);
    }

    private List<FileFacts> sortedPiece() {
        List<FileFacts> first = new ArrayList<>(Math.min(PIECE, sorted.size()));
        while (first.size() < PIECE && !sorted.isEmpty()) {
            first.add(sorted.remove());
        }
        return first;
    }

    private void add(String name, List<FileFacts> piece) {
        if (Names.isTemporary(name)) {
            return;
        }
        long result = Posix.statusAt(directory, name);
        if (Errno.ENOENT.is(result)) {
            return;
        }
        piece.add(result < 0 ? unknown(name) : facts(name, Posix.lastStatus()));
    }

    private FileFacts facts(String name, Status status) {
        if (!status.isLink()) {
            return status.facts(name);
        }
        try {
            return tree.facts(octets.equals(".") ? name : octets + "/" + name, name);
        } catch (StorageException vanished) {
            return status.facts(name);
        }
    }

    /// A name without facts, where the directory may be read but not searched, or the entry is broken: better shown
    /// than missing.
    private static FileFacts unknown(String name) {
        return new FileFacts(name, Kind.OTHER, 0, Instant.EPOCH, 0, 0, 0, 0, 0, 0);
    }

    @Override
    public Future<Void> close() {
        return work.giveBack(this);
    }

    @Override
    public void end() {
        work.drop(this);
        directory.close();
    }
}
