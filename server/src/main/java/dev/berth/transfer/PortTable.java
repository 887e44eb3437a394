package dev.berth.transfer;

import dev.berth.net.EventLoops;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The open ports of a pool and the verticle instance that each belongs to; immutable.
record PortTable(List<Integer> all, Map<Integer, DataVerticle> owners) {

    static final PortTable EMPTY = new PortTable(List.of(), Map.of());

    PortTable {
        all = List.copyOf(all);
        owners = Map.copyOf(owners);
    }

    PortTable plus(Map<Integer, DataVerticle> opened) {
        var merged = new HashMap<>(owners);
        merged.putAll(opened);
        return of(merged);
    }

    PortTable minus(Set<Integer> closed) {
        var rest = new HashMap<>(owners);
        rest.keySet().removeAll(closed);
        return of(rest);
    }

    Set<Integer> ports() {
        return new HashSet<>(all);
    }

    DataVerticle ownerOf(int port) {
        DataVerticle owner = owners.get(port);
        if (owner == null) {
            throw new IllegalStateException("port " + port + " is not open");
        }
        return owner;
    }

    /// The ports whose data sockets will live on the loop of `session`.
    List<Integer> sharingLoop(Context session) {
        List<Integer> same = new ArrayList<>();
        for (Integer port : all) {
            if (EventLoops.shared(ownerOf(port).context(), session)) {
                same.add(port);
            }
        }
        return same;
    }

    private static PortTable of(Map<Integer, DataVerticle> owners) {
        return new PortTable(owners.keySet().stream().sorted().toList(), owners);
    }
}
