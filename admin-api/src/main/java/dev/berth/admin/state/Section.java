package dev.berth.admin.state;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One part of the state: how it is read, and how it is brought in line with a document.
///
/// @param <T> of what it is a part
interface Section<T> {

    /// Its member in the document.
    String member();

    /// What there is, as the document has it.
    ///
    /// @param hashes whether the hashes of passwords are in it
    Future<?> read(T whole, boolean hashes);

    /// What is to be done so that there is what the document says.
    ///
    /// @param tenant the slug of the tenant that it is a part of; empty for none
    /// @param now as [#read] gave it; null where the whole is still to be made
    /// @param wanted what the document has
    /// @param steps takes what is to be done, and what is wrong with the document
    void compare(String tenant, @Nullable Object now, Object wanted, Steps steps);

    /// Says what there is that others may clash with.
    ///
    /// @param now as [#read] gave it
    default void tell(Object now, Outcome outcome) {}

    /// What is to be done so that there is none of it, where the document says null.
    ///
    /// @param now as [#read] gave it
    default void none(String tenant, @Nullable Object now, Steps steps) {}

    /// Reads all parts of something, one after the other.
    ///
    /// @param into takes them
    static <T> Future<JsonObject> read(List<Section<T>> sections, T whole, boolean hashes, JsonObject into) {
        Future<JsonObject> all = Future.succeededFuture(into);
        for (Section<T> section : sections) {
            all = all.compose(json -> section.read(whole, hashes).map(value -> json.put(section.member(), value)));
        }
        return all;
    }

    /// Compares those parts that the document has.
    static <T> void compare(
            List<Section<T>> sections, String tenant, @Nullable JsonObject now, JsonObject wanted, Steps steps) {
        for (Section<T> section : sections) {
            Object value = wanted.getValue(section.member());
            Object there = now == null ? null : now.getValue(section.member());
            if (value != null) {
                section.compare(tenant, there, value, steps);
            } else if (wanted.containsKey(section.member())) {
                section.none(tenant, there, steps);
            }
        }
    }
}
