package dev.berth.admin.operation;

import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Problem;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which part of a list is asked for.
///
/// @param after the `next` of the page before; empty for the first
/// @param limit how many entries it has at most
/// @param sort the member by which the list is sorted, with `-` before it for the other way round; empty for its key
public record Page(Optional<String> after, int limit, Optional<String> sort) {

    /// How many entries a page has unless told otherwise.
    public static final int USUAL = 100;

    /// How many entries a page has at most.
    public static final int MOST = 1000;

    /// An entry with what it is sorted by.
    ///
    /// @param value of the member; null if the entry has none
    private record Entry(@Nullable Object value, String key, JsonObject json) {}

    private static final Comparator<Entry> RISING =
            Comparator.comparing(Entry::value, Page::compare).thenComparing(Entry::key);

    /// Cuts the page out of all entries.
    ///
    /// @param key gives an entry's key, which is unique and orders the list unless something else does
    /// @param toJson the entry as it is answered
    /// @return `items`, and `next` if there is more
    public <T> JsonObject of(List<T> all, Function<T, String> key, Function<T, JsonObject> toJson) {
        return sort.map(by -> sorted(all, key, toJson, by)).orElseGet(() -> byKey(all, key, toJson));
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
        return rest.size() > limit ? page.put("next", key.apply(items.getLast())) : page;
    }

    private <T> JsonObject sorted(List<T> all, Function<T, String> key, Function<T, JsonObject> toJson, String by) {
        String member = by.startsWith("-") ? by.substring(1) : by;
        Comparator<Entry> order = by.startsWith("-") ? RISING.reversed() : RISING;
        Optional<Entry> last = after.map(Page::read);
        List<Entry> rest = all.stream()
                .map(each -> {
                    JsonObject json = toJson.apply(each);
                    return new Entry(json.getValue(member), key.apply(each), json);
                })
                .filter(entry -> last.isEmpty() || order.compare(entry, last.get()) > 0)
                .sorted(order)
                .limit(limit + 1L)
                .toList();
        List<Entry> items = rest.subList(0, Math.min(limit, rest.size()));
        var page = new JsonObject()
                .put("items", new JsonArray(items.stream().map(Entry::json).toList()));
        return rest.size() > limit ? page.put("next", write(items.getLast())) : page;
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

    private static String write(Entry entry) {
        String text = new JsonArray().add(entry.value()).add(entry.key()).encode();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Entry read(String cursor) {
        try {
            var array = new JsonArray(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
            return new Entry(array.getValue(0), array.getString(1), new JsonObject());
        } catch (IllegalArgumentException
                | DecodeException
                | IndexOutOfBoundsException
                | ClassCastException
                | NullPointerException _) {
            throw Problem.invalid(List.of(FieldFault.of("after", cursor, "the next of the page before")));
        }
    }
}
