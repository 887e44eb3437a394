package dev.berth.admin.state;

import dev.berth.admin.operation.MergePatch;
import dev.berth.admin.problem.Faults;
import dev.berth.admin.problem.Problem;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is to be done so that there is what a document says, as it is found out, and what is wrong with the document.
final class Steps {

    /// Members that are not shown.
    static final Set<String> SECRET = Set.of("password", "hash", "sealedFactor", "sealedKey");

    private final boolean prune;
    private final Outcome outcome;
    private final Faults faults = new Faults();
    private final List<Step> first = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Step> last = new ArrayList<>();

    /// @param prune whether what is not named is removed
    /// @param outcome takes what there will be
    Steps(boolean prune, Outcome outcome) {
        this.prune = prune;
        this.outcome = outcome;
    }

    /// What there will be.
    Outcome outcome() {
        return outcome;
    }

    /// Whether what is not named is removed.
    boolean prune() {
        return prune;
    }

    /// Something is made.
    void create(String operation, Map<String, String> path, JsonObject body, String of) {
        steps.add(new Step(operation, path, body, "create", of, diff(new JsonObject(), body)));
    }

    /// Something is changed.
    ///
    /// @param body a merge patch (RFC 7396) of what is there before
    void change(String operation, Map<String, String> path, JsonObject before, JsonObject body, String of) {
        set(operation, path, body, of, patched(before, body));
    }

    /// Something is set as a whole.
    ///
    /// @param diff what differs then, as [#diff] has it
    void set(String operation, Map<String, String> path, JsonObject body, String of, JsonArray diff) {
        steps.add(new Step(operation, path, body, "change", of, diff));
    }

    /// Something is put in its place, whether it is there or not.
    ///
    /// @param before what is there; null for nothing
    /// @param diff what differs then, as [#diff] has it
    void put(
            String operation,
            Map<String, String> path,
            @Nullable JsonObject before,
            JsonObject body,
            String of,
            JsonArray diff) {
        steps.add(new Step(operation, path, body, before == null ? "create" : "change", of, diff));
    }

    /// Something is put back, or away, that the API shows nobody.
    ///
    /// @param operation who may not call it may not do this
    /// @param restoring does it, for the tenant of the path
    void restore(
            String operation,
            Map<String, String> path,
            String what,
            String of,
            JsonArray diff,
            Function<TenantId, Future<?>> restoring) {
        steps.add(new Step(operation, path, new JsonObject(), what, of, diff, Optional.of(restoring)));
    }

    /// Any other step.
    void add(Step step) {
        steps.add(step);
    }

    /// Something is removed before others are made, which may need what it has.
    void removeFirst(String operation, Map<String, String> path, String of) {
        first.add(removal(operation, path, of));
    }

    /// Something is removed in its turn.
    void remove(String operation, Map<String, String> path, String of) {
        steps.add(removal(operation, path, of));
    }

    /// Something is removed when nobody needs it any more.
    void removeLast(String operation, Map<String, String> path, String of) {
        last.add(removal(operation, path, of));
    }

    private static Step removal(String operation, Map<String, String> path, String of) {
        return new Step(operation, path, new JsonObject(), "remove", of, new JsonArray());
    }

    /// Something is wrong with the document.
    void refuse(String field, String value, String rule) {
        faults.add(field, value, rule);
    }

    /// Does what may find something wrong with a part of the document.
    ///
    /// @param field which part
    void checked(String field, Runnable part) {
        if (faults.isFull()) {
            return;
        }
        try {
            part.run();
        } catch (Problem wrong) {
            faults.addAll(field, wrong);
        } catch (DirectoryRefused wrong) {
            refuse(field + "." + wrong.field(), wrong.value(), wrong.rule());
        }
    }

    /// Where something is in the document.
    ///
    /// @param list such as `tenants`
    /// @param name what names it there
    static String at(String list, String name) {
        return list + "[" + name + "]";
    }

    /// All of it in order.
    ///
    /// @throws Problem with what is wrong with the document
    List<Step> all() {
        faults.refuse();
        List<Step> all = new ArrayList<>(first);
        all.addAll(steps);
        all.addAll(last);
        return all;
    }

    /// The objects of a list by name.
    ///
    /// @param member what the document calls the list
    /// @param key the member that names one
    Map<String, JsonObject> named(String member, @Nullable Object value, String key) {
        Map<String, JsonObject> named = new LinkedHashMap<>();
        if (value == null) {
            return named;
        }
        if (!(value instanceof JsonArray list)) {
            refuse(member, "(given)", "a list of objects with " + key);
            return named;
        }
        for (int i = 0; i < list.size() && !faults.isFull(); i++) {
            String at = member + "[" + i + "]." + key;
            if (!(list.getValue(i) instanceof JsonObject entry) || !(entry.getValue(key) instanceof String name)) {
                refuse(at, "(missing)", "names what is meant");
            } else if (named.put(name, entry) != null) {
                refuse(at, name, "is named once");
            }
        }
        return named;
    }

    /// Refuses members that are not known.
    void known(JsonObject object, Set<String> names) {
        object.fieldNames().stream()
                .filter(name -> !names.contains(name))
                .limit(Faults.MOST + 1L)
                .forEach(name -> refuse(
                        name,
                        "(given)",
                        "is not known here; known are "
                                + String.join(", ", names.stream().sorted().toList())));
    }

    private static JsonArray patched(JsonObject before, JsonObject patch) {
        return diff(before, MergePatch.apply(before, patch), patch.fieldNames());
    }

    /// Per member that changes, what it was and what it becomes.
    static JsonArray diff(JsonObject before, JsonObject after) {
        return diff(before, after, after.fieldNames());
    }

    /// The same of what is replaced as a whole, both written by the same: what is said no more is shown, too.
    static JsonArray replaced(JsonObject before, JsonObject after) {
        Set<String> names = new LinkedHashSet<>(after.fieldNames());
        names.addAll(before.fieldNames());
        return diff(before, after, names);
    }

    private static JsonArray diff(JsonObject before, JsonObject after, Set<String> names) {
        var diff = new JsonArray();
        for (String name : names) {
            Object from = before.getValue(name);
            Object to = after.getValue(name);
            if (!Objects.equals(from, to)) {
                diff.add(new JsonObject()
                        .put("field", name)
                        .put("from", from != null && SECRET.contains(name) ? "***" : from)
                        .put("to", SECRET.contains(name) ? "***" : to));
            }
        }
        return diff;
    }
}
