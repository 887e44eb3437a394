package dev.berth.admin.state;

import dev.berth.admin.accounts.AccountOperations;
import dev.berth.admin.endpoints.EndpointJson;
import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.tenants.TenantJson;
import dev.berth.tenant.Slug;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How what there is differs from a document, as what is to be done about it. Members that the document leaves out stay
/// what they
/// are.
final class Difference {

    private static final Set<String> SECRET = Set.of("password", "hash");
    private static final String TENANT = "tenant";

    /// What a batch of new accounts can say; the rest is said by a change.
    private static final Set<String> OF_CREATION = Set.of("user", "password", "hash", "home", "permissions");

    /// An account as a batch makes it.
    private static final JsonObject FRESH = new JsonObject()
            .put("home", "/")
            .put("permissions", new JsonArray())
            .put("enabled", true)
            .put("ownPassword", true)
            .put("mustChangePassword", false);

    private final boolean prune;
    private final List<FieldFault> faults = new ArrayList<>();
    private final List<Step> removals = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Step> last = new ArrayList<>();

    private Difference(boolean prune) {
        this.prune = prune;
    }

    /// Makes one.
    ///
    /// @param now what there is
    /// @param wanted what there shall be
    /// @param prune whether what is not named is removed
    /// @return what is to be done, in order
    /// @throws Problem with what is wrong with the document
    static List<Step> of(JsonObject now, JsonObject wanted, boolean prune) {
        var difference = new Difference(prune);
        difference.known("", wanted, Set.of("endpoints", "tenants"));
        difference.endpoints(now.getJsonArray("endpoints"), wanted);
        difference.tenants(now.getJsonArray("tenants"), wanted);
        if (!difference.faults.isEmpty()) {
            throw Problem.invalid(difference.faults);
        }
        List<Step> all = new ArrayList<>(difference.removals);
        all.addAll(difference.steps);
        all.addAll(difference.last);
        return all;
    }

    private void endpoints(JsonArray now, JsonObject wanted) {
        Map<String, JsonObject> before = named(now, "name");
        Map<String, JsonObject> after = wanted("endpoints", wanted, "name");
        after.forEach((name, endpoint) -> {
            JsonObject was = before.get(name);
            String of = "endpoint " + name;
            if (was == null) {
                steps.add(
                        new Step("createEndpoint", Map.of(), endpoint, "create", of, diff(new JsonObject(), endpoint)));
            } else if (EndpointJson.isChangedBy(was, endpoint)) {
                steps.add(new Step(
                        "changeEndpoint", Map.of("endpoint", name), endpoint, "change", of, diff(was, endpoint)));
            }
        });
        if (prune && wanted.containsKey("endpoints")) {
            before.keySet().stream()
                    .filter(name -> !after.containsKey(name))
                    .forEach(name -> last.add(removal("deleteEndpoint", Map.of("endpoint", name), "endpoint " + name)));
        }
    }

    private void tenants(JsonArray now, JsonObject wanted) {
        Map<String, JsonObject> before = named(now, "slug");
        Map<String, JsonObject> after = wanted("tenants", wanted, "slug");
        if (prune && wanted.containsKey("tenants")) {
            before.keySet().stream()
                    .filter(slug -> !after.containsKey(slug))
                    .forEach(slug -> removals.add(removal("deleteTenant", Map.of(TENANT, slug), "tenant " + slug)));
        }
        after.forEach((slug, tenant) -> {
            if (Slug.isValid(slug)) {
                tenant(slug, before.get(slug), tenant);
            } else {
                faults.add(FieldFault.of("tenants.slug", slug, Slug.RULE));
            }
        });
    }

    private void tenant(String slug, @Nullable JsonObject was, JsonObject wanted) {
        JsonObject place = wanted.copy();
        place.remove("accounts");
        String of = "tenant " + slug;
        if (was == null) {
            Object status = place.remove("status");
            steps.add(new Step("createTenant", Map.of(), place, "create", of, diff(new JsonObject(), place)));
            if (status != null && !status.equals("active")) {
                JsonObject patch = new JsonObject().put("status", status);
                steps.add(new Step(
                        "changeTenant", Map.of(TENANT, slug), patch, "change", of, diff(new JsonObject(), patch)));
            }
        } else {
            JsonObject before = was.copy();
            before.remove("accounts");
            before.remove("slug");
            place.remove("slug");
            if (TenantJson.isChangedBy(new Slug(slug), before, place)) {
                steps.add(new Step("changeTenant", Map.of(TENANT, slug), place, "change", of, diff(before, place)));
            }
        }
        if (wanted.containsKey("accounts")) {
            accounts(slug, was == null ? new JsonArray() : was.getJsonArray("accounts"), wanted);
        }
    }

    private void accounts(String slug, JsonArray now, JsonObject tenant) {
        Map<String, JsonObject> before = named(now, "user");
        Map<String, JsonObject> after = wanted("accounts", tenant, "user");
        var fresh = new JsonArray();
        after.forEach((user, account) -> {
            JsonObject was = before.get(user);
            if (was == null) {
                JsonObject made = account.copy();
                made.fieldNames().retainAll(OF_CREATION);
                fresh.add(made);
            }
            change(slug, user, was, account);
        });
        if (!fresh.isEmpty()) {
            String of = fresh.size() + " accounts of tenant " + slug;
            // Before what changes them.
            int first = firstOf(slug);
            steps.add(
                    first,
                    new Step(
                            "createAccounts",
                            Map.of(TENANT, slug),
                            new JsonObject().put("accounts", fresh),
                            "create",
                            of,
                            new JsonArray()));
        }
        if (prune) {
            before.keySet().stream()
                    .filter(user -> !after.containsKey(user))
                    .forEach(user -> steps.add(removal(
                            "deleteAccount", Map.of(TENANT, slug, "user", user), "account " + user + " of " + slug)));
        }
    }

    private int firstOf(String slug) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).operation().equals("changeAccount")
                    && slug.equals(steps.get(i).path().get(TENANT))) {
                return i;
            }
        }
        return steps.size();
    }

    /// A password of an account that is there already stays: whether it differs cannot be seen.
    private void change(String slug, String user, @Nullable JsonObject was, JsonObject wanted) {
        JsonObject patch = wanted.copy();
        patch.remove("user");
        SECRET.forEach(patch::remove);
        if (was == null) {
            patch.fieldNames().removeAll(OF_CREATION);
            patch.getMap()
                    .entrySet()
                    .removeIf(entry -> Objects.equals(entry.getValue(), FRESH.getValue(entry.getKey())));
        }
        JsonObject before = was == null ? FRESH.copy().put("user", user) : was.copy();
        SECRET.forEach(before::remove);
        if (AccountOperations.isChangedBy(before, patch)) {
            steps.add(new Step(
                    "changeAccount",
                    Map.of(TENANT, slug, "user", user),
                    patch,
                    "change",
                    "account " + user + " of " + slug,
                    diff(before, patch)));
        }
    }

    private static Step removal(String operation, Map<String, String> path, String of) {
        return new Step(operation, path, new JsonObject(), "remove", of, new JsonArray());
    }

    private Map<String, JsonObject> wanted(String member, JsonObject document, String key) {
        Object value = document.getValue(member, new JsonArray());
        Map<String, JsonObject> wanted = new LinkedHashMap<>();
        if (!(value instanceof JsonArray list)) {
            faults.add(FieldFault.of(member, "(given)", "a list of objects with " + key));
            return wanted;
        }
        for (int i = 0; i < list.size(); i++) {
            String at = member + "[" + i + "]." + key;
            if (!(list.getValue(i) instanceof JsonObject entry) || !(entry.getValue(key) instanceof String name)) {
                faults.add(FieldFault.of(at, "(missing)", "names what is meant"));
            } else if (wanted.put(name, entry) != null) {
                faults.add(FieldFault.of(at, name, "is named once"));
            }
        }
        return wanted;
    }

    private void known(String at, JsonObject object, Set<String> names) {
        object.fieldNames().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> faults.add(FieldFault.of(
                        at + name,
                        "(given)",
                        "is not known here; known are "
                                + String.join(", ", names.stream().sorted().toList()))));
    }

    private static Map<String, JsonObject> named(JsonArray list, String key) {
        Map<String, JsonObject> named = new LinkedHashMap<>();
        list.forEach(each -> named.put(((JsonObject) each).getString(key), (JsonObject) each));
        return named;
    }

    private static JsonArray diff(JsonObject before, JsonObject after) {
        var diff = new JsonArray();
        for (String name : after.fieldNames()) {
            Object from = before.getValue(name);
            Object to = after.getValue(name);
            boolean same = from == null ? to == null : from.equals(to);
            if (!same) {
                diff.add(new JsonObject()
                        .put("field", name)
                        .put("from", SECRET.contains(name) ? "***" : from)
                        .put("to", SECRET.contains(name) ? "***" : to));
            }
        }
        return diff;
    }
}
