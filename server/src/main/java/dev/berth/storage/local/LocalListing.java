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

/// The entries of an open directory. Names are read first, up to [#SORTED]; facts are asked for piece by piece, when
/// the piece is wanted.
final class LocalListing implements Listing, Work.Held {

    /// How many entries are sorted at most, since they are all in memory for it.
    static final int SORTED = 20_000;

    /// How many entries a piece has at most.
    static final int PIECE = 250;

    /// How many the first one has, so that the client sees something soon.
    static final int FIRST_PIECE = 100;

    private final Work work;
    private final Tree tree;
    private final String octets;
    private final Descriptor directory;
    private final FileFacts facts;
    private final Order order;

    // One thread at a time: a piece is asked for when the one before has come.
    private PackedNames names = PackedNames.NONE;
    private final ArrayDeque<FileFacts> sorted = new ArrayDeque<>();
    private int at;
    private boolean begun;
    private int most = FIRST_PIECE;
    private volatile boolean read;

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
        return read && at == names.size() && sorted.isEmpty()
                ? Future.succeededFuture(List.of())
                : work.runInTurn(this::piece);
    }

    private List<FileFacts> piece() {
        if (!begun) {
            begin();
        }
        int limit = most;
        most = PIECE;
        if (!sorted.isEmpty()) {
            return sortedPiece(limit);
        }
        List<FileFacts> piece = new ArrayList<>(Math.min(limit, names.size() - at));
        while (piece.size() < limit && (at < names.size() || more())) {
            if (at < names.size()) {
                add(names.get(at++), piece);
            }
        }
        return piece;
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

    private List<FileFacts> sortedPiece(int limit) {
        List<FileFacts> piece = new ArrayList<>(Math.min(limit, sorted.size()));
        while (piece.size() < limit && !sorted.isEmpty()) {
            piece.add(sorted.remove());
        }
        return piece;
    }

    /// Reads the next names in place of those that were given out.
    private boolean more() {
        if (read) {
            return false;
        }
        List<String> found = new ArrayList<>();
        read = !Entries.read(directory, found);
        names = PackedNames.of(found);
        at = 0;
        return !read;
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
