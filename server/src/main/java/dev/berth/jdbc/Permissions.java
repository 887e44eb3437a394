package dev.berth.jdbc;

import dev.berth.account.Permission;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// The permissions of an account as one column: their names, separated by commas, in the order of [Permission].
final class Permissions {

    private Permissions() {}

    /// The text of a set; empty for none.
    static String write(Set<Permission> permissions) {
        return permissions.stream().sorted().map(Permission::name).collect(Collectors.joining(","));
    }

    /// The set of a text. A name that this version does not know gives nothing: a newer version has written it, and
    /// what cannot be understood is not allowed.
    static Set<Permission> read(String text) {
        Set<String> names = Set.copyOf(Arrays.asList(text.split(",", -1)));
        return Arrays.stream(Permission.values())
                .filter(permission -> names.contains(permission.name()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
