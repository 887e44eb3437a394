package dev.berth.admin.security;

import dev.berth.account.Administrator.Role;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Roles as the contract writes them.
public final class RoleNames {

    /// The rule in words, for messages.
    public static final String RULE =
            "one of " + Arrays.stream(Role.values()).map(RoleNames::of).collect(Collectors.joining(", "));

    private RoleNames() {}

    /// The name of a role.
    public static String of(Role role) {
        return switch (role) {
            case OPERATOR -> "operator";
            case TENANT_ADMIN -> "tenant-administrator";
            case AUDITOR -> "auditor";
        };
    }

    /// The role of a name.
    ///
    /// @throws IllegalArgumentException if the text breaks [#RULE]
    public static Role parse(String name) {
        return Arrays.stream(Role.values())
                .filter(role -> of(role).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a role is " + RULE));
    }
}
