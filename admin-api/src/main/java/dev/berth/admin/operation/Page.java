package dev.berth.admin.operation;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Which part of a list is asked for.
///
/// @param after the position at which the page before ended; empty for the first
/// @param limit how many entries it has at most
/// @param sort the member by which the list is sorted, with `-` before it for the other way round; empty for its key
/// @param cursor makes the `next` of a position
public record Page(Optional<String> after, int limit, Optional<String> sort, UnaryOperator<String> cursor) {

    /// How many entries a page has unless told otherwise.
    public static final int USUAL = 100;

    /// How many entries a page has at most.
    public static final int MOST = 1000;

    /// Texts are sorted by so many of their characters: a cursor has an end.
    private static final int COMPARED = 100;

    /// The first page of a list that is not asked for by a client.
    public Page(Optional<String> after, int limit, Optional<String> sort) {
        this(after, limit, sort, UnaryOperator.identity());
    }

    /// An entry with what it is sorted by.
    ///
    /// @param value of the member; null if the entry has none
    private record Entry(@Nullable Object value, String key, JsonObject json) {}

    private static final Comparator<Entry> RISING =
            Comparator.comparing(Entry::value, Page::compare).thenComparing(Entry::key);

    /// The key of an entry in a list whose oldest comes first.
    ///
    /// @param id tells those apart that were made at the same time
    public static String age(Instant made, Object id) {
        return String.format(Locale.ROOT, "%018d.%s", ChronoUnit.MICROS.between(Instant.EPOCH, made), id);
    }

    /// Cuts the page out of all entries.
    ///
    /// @param key gives an entry's key, which is unique and orders the list unless something else does
    /// @param toJson the entry as it is answered
    /// @return `items`, and `next` if there is more
    public <T> JsonObject of(List<T> all, Function<T, String> key, Function<T, JsonObject> toJson) {
        return sort.map(by -> sorted(all, key, toJson, by)).orElseGet(() -> byKey(all, key, toJson));
    }

    /// The `next` of a page that ends at a position.
    public String next(String position) {
        return cursor.apply(position);
    }

    private <T> JsonObject byKey(List<T> all, Function<T, String> key, Function<T, JsonObject> toJson) {
        List<T> rest = all.stream()
                .filter(entry -> after.isEmpty() || key.apply(entry).compareTo(after.get()) > 0)
                .sorted(Comparator.comparing(key))
                .limit(limit + 1L)
                .toList();
        List<T> items = rest.subList(0, Math.min(limit, rest.size()));
        var page = new JsonObject()
                .put("items", new JsonArray(items.stream().map(toJson).toList()));
        return rest.size() > limit ? page.put("next", next(key.apply(items.getLast()))) : page;
    }

    private <T> JsonObject sorted(List<T> all, Function<T, String> key, Function<T, JsonObject> toJson, String by) {
        String member = by.startsWith("-") ? by.substring(1) : by;
        Comparator<Entry> order = by.startsWith("-") ? RISING.reversed() : RISING;
        Optional<Entry> last = after.map(Page::read);
        List<Entry> rest = all.stream()
                .map(each -> {
                    JsonObject json = toJson.apply(each);
                    return new Entry(compared(json.getValue(member)), key.apply(each), json);
                })
                .filter(entry -> last.isEmpty() || order.compare(entry, last.get()) > 0)
                .sorted(order)
                .limit(limit + 1L)
                .toList();
        List<Entry> items = rest.subList(0, Math.min(limit, rest.size()));
        var page = new JsonObject()
                .put("items", new JsonArray(items.stream().map(Entry::json).toList()));
        return rest.size() > limit ? page.put("next", next(write(items.getLast()))) : page;
    }

    /// Those without a value come first.
    private static int compare(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return Boolean.compare(one != null, other != null);
        }
        if (one instanceof Number first && other instanceof Number second) {
            return Double.compare(first.doubleValue(), second.doubleValue());
        }
        return String.valueOf(one).compareTo(String.valueOf(other));
    }

    private static @Nullable Object compared(@Nullable Object value) {
        return value instanceof String text && text.length() > COMPARED ? text.substring(0, COMPARED) : value;
    }

    private static String write(Entry entry) {
        return new JsonArray().add(entry.value()).add(entry.key()).encode();
    }

    private static Entry read(String position) {
        var array = new JsonArray(position);
        return new Entry(array.getValue(0), array.getString(1), new JsonObject());
    }
}
