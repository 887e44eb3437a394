package dev.berth.admin.problem;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a JSON object of a request into values of the domain, and finds all that is wrong with it: each reading
/// method notes what breaks its rule, and [#read] tells it at the end. Members that nobody has read are unknown,
/// and wrong as well.
public final class Fields {

    /// Whether a value may be shown when it is wrong.
    private static final String HIDDEN = "***";

    private final JsonObject object;
    private final JsonObject patch;
    private final String path;
    private final Faults faults;
    private final Set<String> known = new HashSet<>();

    private Fields(JsonObject object, JsonObject patch, String path, Faults faults) {
        this.object = object;
        this.patch = patch;
        this.path = path;
        this.faults = faults;
    }

    /// Reads all of a body.
    ///
    /// @param reader makes the value; what it reads beside the rules may be absent from it
    /// @return the value
    /// @throws Problem with everything that is wrong
    public static <T> T read(JsonObject body, Function<Fields, Optional<T>> reader) {
        return read(body, body, reader);
    }

    /// Reads what a merge patch has made of a thing. A member that nobody knows is as wrong where the patch removes
    /// it as where it sets it.
    ///
    /// @param merged the thing with the patch
    /// @param patch what came
    /// @throws Problem with everything that is wrong
    public static <T> T read(JsonObject merged, JsonObject patch, Function<Fields, Optional<T>> reader) {
        var faults = new Faults();
        var fields = new Fields(merged, patch, "", faults);
        Optional<T> value = reader.apply(fields);
        fields.refuseUnknown();
        faults.refuse();
        return value.orElseThrow(() -> new IllegalStateException("a reader gave no value and named no fault"));
    }

    /// Reads all of a body that may be wrong.
    ///
    /// @return the value; empty if anything is wrong
    public static <T> Optional<T> readable(JsonObject body, Function<Fields, Optional<T>> reader) {
        try {
            return Optional.of(read(body, reader));
        } catch (Problem _) {
            return Optional.empty();
        }
    }

    /// Whether a member was given.
    public boolean has(String name) {
        return present(name);
    }

    /// A text that must be there.
    ///
    /// @param parser makes the value; throws [IllegalArgumentException] for one that breaks the rule
    public <T> Optional<T> required(String name, String rule, Function<String, T> parser) {
        if (!present(name)) {
            missing(name, rule);
            return Optional.empty();
        }
        return optional(name, rule, parser);
    }

    /// A text that may be missing; without it, or if it is wrong, empty.
    public <T> Optional<T> optional(String name, String rule, Function<String, T> parser) {
        return text(name, rule).flatMap(text -> parsed(name, text, rule, parser, text));
    }

    /// A secret text that must be there; it is never shown.
    public <T> Optional<T> secret(String name, String rule, Function<String, T> parser) {
        if (!present(name)) {
            missing(name, rule);
            return Optional.empty();
        }
        if (object.getValue(name) instanceof String text && isWhole(text)) {
            return parsed(name, text, rule, parser, HIDDEN);
        }
        fault(name, HIDDEN, rule);
        return Optional.empty();
    }

    /// A whole number that must be there.
    public Optional<Integer> number(String name, String rule, int least, int most) {
        if (!present(name)) {
            missing(name, rule);
            return Optional.empty();
        }
        Object value = object.getValue(name);
        boolean isWhole = value instanceof Integer || value instanceof Long; // that of a body that was never written
        if (isWhole && value instanceof Number number && least <= number.longValue() && number.longValue() <= most) {
            return Optional.of(number.intValue());
        }
        fault(name, shown(value), rule);
        return Optional.empty();
    }

    /// A whole number that may be missing; without it, or if it is wrong, empty.
    public Optional<Long> whole(String name, String rule, long least, long most) {
        return whole(name, rule, number -> least <= number && number <= most);
    }

    /// A whole number that may be missing; without it, or if it is wrong, empty. One that is written as `5.0` is whole.
    ///
    /// @param allowed whether a number is possible
    public Optional<Long> whole(String name, String rule, LongPredicate allowed) {
        if (!present(name)) {
            return Optional.empty();
        }
        Object value = object.getValue(name);
        if (value instanceof Number number
                && number.doubleValue() == number.longValue()
                && allowed.test(number.longValue())) {
            return Optional.of(number.longValue());
        }
        fault(name, shown(value), rule);
        return Optional.empty();
    }

    /// True or false; empty if it is missing or wrong.
    public Optional<Boolean> truth(String name) {
        if (!present(name)) {
            return Optional.empty();
        }
        if (object.getValue(name) instanceof Boolean truth) {
            return Optional.of(truth);
        }
        fault(name, shown(object.getValue(name)), "true or false");
        return Optional.empty();
    }

    /// An object; empty if it is missing or wrong.
    public <T> Optional<T> object(String name, String rule, Function<Fields, Optional<T>> reader) {
        if (!present(name)) {
            return Optional.empty();
        }
        JsonObject change = patch.getValue(name) instanceof JsonObject inside ? inside : new JsonObject();
        return inner(path + name, object.getValue(name), change, rule, reader);
    }

    /// A list of objects; empty if it is missing.
    public <T> List<T> objects(String name, String rule, int most, Function<Fields, Optional<T>> reader) {
        return elements(name, rule, most, (at, value) -> inner(at, value, new JsonObject(), rule, reader));
    }

    /// A list of texts; empty if it is missing.
    public <T> List<T> texts(String name, String rule, int most, Function<String, T> parser) {
        return elements(name, rule, most, (at, value) -> {
            if (value instanceof String text && isWhole(text)) {
                try {
                    return Optional.of(parser.apply(text));
                } catch (IllegalArgumentException _) {
                    // Named below.
                }
            }
            faults.add(at, shown(value), rule);
            return Optional.empty();
        });
    }

    /// Whether a member is there.
    public boolean present(String name) {
        known.add(name);
        return object.containsKey(name);
    }

    private interface Element<T> {
        Optional<T> read(String at, Object value);
    }

    private <T> List<T> elements(String name, String rule, int most, Element<T> element) {
        if (!present(name)) {
            return List.of();
        }
        if (!(object.getValue(name) instanceof JsonArray array)) {
            fault(name, String.valueOf(object.getValue(name)), "a list: " + rule);
            return List.of();
        }
        if (array.size() > most) {
            fault(name, array.size() + " entries", "at most " + most + " entries");
            return List.of();
        }
        List<T> values = new ArrayList<>();
        for (int i = 0; i < array.size() && !faults.isFull(); i++) {
            Object value = array.getValue(i);
            element.read(path + name + "[" + i + "]", value == null ? "null" : value)
                    .ifPresent(values::add);
        }
        return values;
    }

    private <T> Optional<T> inner(
            String at, Object value, JsonObject change, String rule, Function<Fields, Optional<T>> reader) {
        if (!(value instanceof JsonObject inside)) {
            faults.add(at, String.valueOf(value), "an object: " + rule);
            return Optional.empty();
        }
        var fields = new Fields(inside, change, at + ".", faults);
        Optional<T> read = reader.apply(fields);
        fields.refuseUnknown();
        return read;
    }

    private Optional<String> text(String name, String rule) {
        if (!present(name)) {
            return Optional.empty();
        }
        if (object.getValue(name) instanceof String text && isWhole(text)) {
            return Optional.of(text);
        }
        fault(name, shown(object.getValue(name)), rule);
        return Optional.empty();
    }

    /// JSON can write half a character (one of a pair of surrogates); no text has one.
    private static boolean isWhole(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private <T> Optional<T> parsed(String name, String text, String rule, Function<String, T> parser, String shown) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException _) {
            fault(name, shown, rule);
            return Optional.empty();
        }
    }

    private void refuseUnknown() {
        List<String> unknown = Stream.concat(object.fieldNames().stream(), patch.fieldNames().stream())
                .filter(name -> !known.contains(name))
                .distinct()
                .limit(Faults.MOST + 1L)
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            String rule = "is not known here; known are "
                    + String.join(", ", known.stream().sorted().toList());
            unknown.forEach(name -> faults.add(path + shortened(name), "(given)", rule));
        }
    }

    private static String shown(@Nullable Object value) {
        return value instanceof Double number && number.isInfinite()
                ? "(a number beyond all limits)"
                : String.valueOf(value);
    }

    private static String shortened(String name) {
        return name.length() <= 100 ? name : name.substring(0, 100) + "…";
    }

    private void missing(String name, String rule) {
        fault(name, "(missing)", rule);
    }

    private void fault(String name, String value, String rule) {
        faults.add(path + name, value, rule);
    }
}
