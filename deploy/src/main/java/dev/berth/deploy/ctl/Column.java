package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A column of a table for people.
///
/// @param title its head
/// @param value what an entry has in it
record Column(String title, Function<JsonObject, String> value) {

    private static final String NONE = "(none)";

    /// A time that is finer than people read it.
    private static final Pattern FRACTION = Pattern.compile("^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)\\.\\d+Z$");

    /// A member of the entry.
    static Column of(String title, String member) {
        return new Column(title, entry -> text(entry.getValue(member)));
    }

    /// All entries, the columns aligned.
    static String table(List<Column> columns, JsonArray items) {
        if (items.isEmpty()) {
            return NONE;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns.stream().map(Column::title).toList());
        for (Object item : items) {
            rows.add(columns.stream()
                    .map(column -> column.value().apply((JsonObject) item))
                    .toList());
        }
        return aligned(rows);
    }

    /// The members of one thing.
    static String lines(JsonObject thing) {
        return thing.isEmpty()
                ? NONE
                : aligned(thing.stream()
                        .map(member -> List.of(member.getKey(), text(member.getValue())))
                        .toList());
    }

    /// What a node made of a change.
    static String node(JsonObject node) {
        String state = "node " + node.getString("node") + ": " + node.getString("state");
        JsonObject passive = node.getJsonObject("passive");
        String ports = passive == null
                ? ""
                : ", " + passive.getInteger("open") + " ports of " + passive.getString("ports") + " open";
        return node.getJsonArray("faults").stream()
                .map(fault -> "\n  " + text(fault))
                .collect(Collectors.joining("", state + ports, ""));
    }

    /// What came over the network or from a file may hold anything, and a terminal would obey it: the text without
    /// characters that control.
    static String harmless(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }

    /// A value in one line, [#harmless].
    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case JsonArray array -> array.stream().map(Column::text).collect(Collectors.joining(", "));
            case JsonObject object ->
                object.stream()
                        .map(member -> member.getKey() + " " + text(member.getValue()))
                        .collect(Collectors.joining(" "));
            default -> harmless(FRACTION.matcher(value.toString()).replaceFirst("$1Z"));
        };
    }

    private static String aligned(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> IntStream.range(0, columns)
                        .mapToObj(column -> row.get(column)
                                + " ".repeat(widths[column] - row.get(column).length()))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .collect(Collectors.joining("\n"));
    }
}
