package dev.berth.admin.security;

import io.vertx.core.http.HttpMethod;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What a token can be limited to: operations by their id, or groups of them. `read` is all that only looks,
/// `read:TAG` the same of one tag of the contract; `write` is all, `write:TAG` all of one tag.
public final class Scopes {

    /// The rule in words, for messages.
    public static final String RULE =
            "an operationId of this API, or read, write, read:TAG, write:TAG with one of its tags";

    /// Everything.
    public static final String ALL = "write";

    /// The operation that gives secrets as well, if it is asked to.
    private static final String EXPORT = "exportState";

    private final Map<String, Set<String>> names;

    /// By what the contract says of its operations.
    public Scopes(OpenAPIContract contract) {
        this.names = contract.operations().stream()
                .collect(Collectors.toUnmodifiableMap(Operation::getOperationId, Scopes::names));
    }

    /// The operation's own name, and those of its groups.
    public Set<String> of(String operation) {
        return names.getOrDefault(operation, Set.of(operation));
    }

    /// The ids of all operations.
    public Set<String> operations() {
        return names.keySet();
    }

    /// Whether it is the name of an operation or a group.
    public boolean isKnown(String name) {
        return names.values().stream().anyMatch(each -> each.contains(name));
    }

    /// Whether who is limited to `held` may call all that `wanted` names; none of `held` is no limit.
    public boolean cover(Set<String> held, Set<String> wanted) {
        return held.isEmpty()
                || (!wanted.isEmpty()
                        && expanded(held).containsAll(expanded(wanted))
                        && (!coverSecrets(wanted) || coverSecrets(held)));
    }

    /// Whether who is limited to `held` may read hashes, keys and factors: to look at everything else is not enough.
    public static boolean coverSecrets(Set<String> held) {
        return held.isEmpty() || held.contains(EXPORT) || held.contains(ALL);
    }

    private Set<String> expanded(Set<String> given) {
        Map<String, Set<String>> members = new HashMap<>();
        names.forEach((operation, groups) -> groups.forEach(
                group -> members.computeIfAbsent(group, _ -> new HashSet<>()).add(operation)));
        return given.stream()
                .flatMap(name -> members.getOrDefault(name, Set.of()).stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> names(Operation operation) {
        Set<String> all = new HashSet<>(Set.of(operation.getOperationId(), ALL));
        operation.getTags().forEach(tag -> all.add(ALL + ":" + tag));
        if (operation.getHttpMethod().equals(HttpMethod.GET)) {
            all.add("read");
            operation.getTags().forEach(tag -> all.add("read:" + tag));
        }
        return Set.copyOf(all);
    }
}
