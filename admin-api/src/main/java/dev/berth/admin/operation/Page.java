package dev.berth.admin.operation;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Which part of a list is asked for.
///
/// @param after the key behind which it begins; empty for the first
/// @param limit how many entries it has at most
public record Page(Optional<String> after, int limit) {

    /// How many entries a page has unless told otherwise.
    public static final int USUAL = 100;

    /// How many entries a page has at most.
    public static final int MOST = 1000;

    /// Cuts the page out of all entries.
    ///
    /// @param key gives an entry's key, which is unique and orders the list
    /// @param toJson the entry as it is answered
    /// @return `items`, and `next` if there is more
    public <T> JsonObject of(List<T> all, Function<T, String> key, Function<T, JsonObject> toJson) {
        List<T> rest = all.stream()
                .filter(entry -> after.isEmpty() || key.apply(entry).compareTo(after.get()) > 0)
                .sorted(Comparator.comparing(key))
                .limit(limit + 1L)
                .toList();
        List<T> items = rest.subList(0, Math.min(limit, rest.size()));
        var page = new JsonObject()
                .put("items", new JsonArray(items.stream().map(toJson).toList()));
        return rest.size() > limit ? page.put("next", key.apply(items.getLast())) : page;
    }
}
