package dev.berth.view;

import dev.berth.net.Repeat;
import dev.berth.protocol.FileFacts;
import dev.berth.storage.Listing;
import dev.berth.storage.Order;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A directory with the folders that are mounted in it, each in its place. An entry of the same name is not seen.
final class WithFolders implements Listing {

    private final Listing listing;
    private final Comparator<FileFacts> order;
    private final Set<String> names;
    private List<FileFacts> folders;
    private List<FileFacts> merged = List.of();
    private boolean ended;

    /// @param folders what stands for them
    WithFolders(Listing listing, Order order, List<FileFacts> folders) {
        this.listing = listing;
        this.order = order.comparator();
        this.names = folders.stream().map(FileFacts::name).collect(Collectors.toUnmodifiableSet());
        this.folders = folders.stream().sorted(this.order).toList();
    }

    @Override
    public FileFacts directory() {
        return listing.directory();
    }

    @Override
    public Future<List<FileFacts>> next() {
        return Repeat.whileTrue(this::fill).map(_ -> merged);
    }

    /// @return whether another piece is needed: an empty one is the end
    private Future<Boolean> fill() {
        if (ended) {
            merged = List.of();
            return Future.succeededFuture(false);
        }
        return listing.next().map(entries -> {
            ended = entries.isEmpty();
            merged = merge(entries);
            return merged.isEmpty() && !ended;
        });
    }

    private List<FileFacts> merge(List<FileFacts> entries) {
        List<FileFacts> all = new ArrayList<>();
        for (FileFacts entry : entries) {
            if (!names.contains(entry.name())) {
                before(entry).forEach(all::add);
                all.add(entry);
            }
        }
        if (ended) {
            all.addAll(folders);
        }
        return all;
    }

    /// The folders that come before an entry, each once.
    private List<FileFacts> before(FileFacts entry) {
        int count = 0;
        while (count < folders.size() && order.compare(folders.get(count), entry) < 0) {
            count++;
        }
        List<FileFacts> earlier = folders.subList(0, count);
        folders = folders.subList(count, folders.size());
        return earlier;
    }

    @Override
    public Future<Void> close() {
        return listing.close();
    }
}
