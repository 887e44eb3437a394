package dev.berth.admin;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Changes of one thing, each after the end of the one before it. Lives on the context of the API.
final class Turns {

    private final Map<String, Future<?>> last = new HashMap<>();

    /// Makes a change when its turn has come.
    <T> Future<T> take(String thing, Supplier<Future<T>> change) {
        Future<?> before = last.getOrDefault(thing, Future.succeededFuture());
        Future<T> turn = before.transform(_ -> change.get());
        last.put(thing, turn);
        return turn.eventually(() -> {
            last.remove(thing, turn);
            return Future.succeededFuture();
        });
    }
}
