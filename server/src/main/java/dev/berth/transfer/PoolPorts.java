package dev.berth.transfer;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.endpoint.PassiveRange;
import dev.berth.net.EventLoops;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Which ports of a pool are open, spread over the event loops. A port that is to go is announced to nobody any more
/// and closed when the last who waits on it is gone.
final class PoolPorts {

    private static final long DRAIN_CHECK_MILLIS = 100;

    private final Vertx vertx;
    private final IntPredicate isBusy;
    private final IntPredicate isNear;
    private final Consumer<List<Integer>> changed;
    private final List<DataVerticle> instances = new CopyOnWriteArrayList<>();
    private final Map<Integer, DataVerticle> draining = new ConcurrentHashMap<>();
    private volatile Map<Integer, DataVerticle> owners = Map.of();
    private volatile Map<DataVerticle, List<Integer>> byOwner = Map.of();

    /// @param isBusy whether somebody still waits on a port
    /// @param isNear whether a port counts among those of a loop, see [#onLoopOf]
    /// @param changed told of the ports that may be announced, in order, whenever they change
    PoolPorts(Vertx vertx, IntPredicate isBusy, IntPredicate isNear, Consumer<List<Integer>> changed) {
        this.vertx = vertx;
        this.isBusy = isBusy;
        this.isNear = isNear;
        this.changed = changed;
    }

    void joined(DataVerticle instance) {
        instances.add(instance);
    }

    /// How many are open.
    int size() {
        return owners.size();
    }

    /// Whether a port may be announced: it is open, and not on its way out.
    boolean offers(int port) {
        return owners.containsKey(port);
    }

    /// Whether a port is open, on its way out or not.
    boolean holds(int port) {
        return owners.containsKey(port) || draining.containsKey(port);
    }

    /// Where the data sockets of an open port live.
    Context contextOf(int port) {
        DataVerticle owner = owners.get(port);
        return owner == null ? instances.getFirst().context() : owner.context();
    }

    /// The ports that may be announced and whose data sockets live on the same event loop as `context`.
    List<Integer> onLoopOf(Context context) {
        for (DataVerticle instance : instances) {
            if (EventLoops.shared(instance.context(), context)) {
                return byOwner.getOrDefault(instance, List.of());
            }
        }
        return List.of();
    }

    /// Opens what is missing, and then lets go of the rest, so that there is a port to announce at each moment.
    ///
    /// @return the ports that could not be opened, with the reason of each
    Future<Map<Integer, Throwable>> resize(PassiveRange range) {
        Set<Integer> wanted =
                IntStream.rangeClosed(range.first(), range.last()).boxed().collect(Collectors.toSet());
        takeBack(wanted);
        wanted.removeAll(owners.keySet());
        return open(wanted).compose(failed -> shrinkTo(range).map(failed));
    }

    /// A port that was on its way out is still open.
    private void takeBack(Set<Integer> wanted) {
        Map<Integer, DataVerticle> more = new HashMap<>(owners);
        for (Integer port : wanted) {
            DataVerticle owner = draining.remove(port);
            if (owner != null) {
                more.put(port, owner);
            }
        }
        if (more.size() > owners.size()) {
            become(more);
        }
    }

    /// Lets go of every port outside a range.
    ///
    /// @return completes, and never fails, when those are closed that nobody waits on
    Future<Void> shrinkTo(PassiveRange range) {
        Map<Integer, DataVerticle> before = owners;
        Map<Integer, DataVerticle> rest = new HashMap<>(before);
        rest.keySet().removeIf(port -> !range.contains(port));
        if (rest.size() == before.size()) {
            return Future.succeededFuture();
        }
        become(rest);
        Set<Integer> gone = new HashSet<>(before.keySet());
        gone.removeAll(rest.keySet());
        List<Future<Void>> closing = new ArrayList<>();
        for (Integer port : gone) {
            DataVerticle owner = before.get(port);
            if (owner != null) {
                draining.put(port, owner);
                closing.add(closeWhenIdle(port, owner));
            }
        }
        return Future.join(closing).otherwiseEmpty().mapEmpty();
    }

    /// Lets go of all; the sockets themselves close with their verticles.
    void forget() {
        become(Map.of());
    }

    private void become(Map<Integer, DataVerticle> now) {
        owners = Map.copyOf(now);
        byOwner = now.keySet().stream()
                .filter(isNear::test)
                .sorted()
                .collect(Collectors.groupingBy(now::get, Collectors.toUnmodifiableList()));
        changed.accept(now.keySet().stream().sorted().toList());
    }

    private Future<Map<Integer, Throwable>> open(Set<Integer> wanted) {
        Map<Integer, DataVerticle> opened = new ConcurrentHashMap<>();
        Map<Integer, Throwable> failed = new ConcurrentHashMap<>();
        List<Future<Void>> opening = new ArrayList<>();
        for (Integer port : wanted) {
            DataVerticle owner = instances.get(port % instances.size());
            opening.add(onContextOf(owner, () -> owner.open(port))
                    .onComplete(_ -> opened.put(port, owner), cause -> failed.put(port, cause)));
        }
        return Future.join(opening).otherwiseEmpty().map(_ -> {
            Map<Integer, DataVerticle> more = new HashMap<>(owners);
            more.putAll(opened);
            become(more);
            return new HashMap<>(failed);
        });
    }

    /// @return completes when it is closed, or at once if that takes longer
    @CanIgnoreReturnValue
    private Future<Void> closeWhenIdle(int port, DataVerticle owner) {
        if (!draining.containsKey(port)) {
            return Future.succeededFuture(); // taken back meanwhile
        }
        if (isBusy.test(port)) {
            vertx.setTimer(DRAIN_CHECK_MILLIS, _ -> closeWhenIdle(port, owner));
            return Future.succeededFuture();
        }
        return draining.remove(port, owner) ? onContextOf(owner, () -> owner.close(port)) : Future.succeededFuture();
    }

    private static Future<Void> onContextOf(DataVerticle owner, Supplier<Future<Void>> work) {
        Promise<Void> done = Promise.promise();
        owner.context().runOnContext(_ -> work.get().onComplete(done));
        return done.future();
    }
}
