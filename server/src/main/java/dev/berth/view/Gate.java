package dev.berth.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.berth.account.Access;
import dev.berth.account.Account;
import dev.berth.account.Permission;
import dev.berth.protocol.FtpPath;
import dev.berth.protocol.Glob;
import dev.berth.protocol.Octets;
import java.util.List;

/// What an account may do where: its permissions, the rule of the directory, and the names that are hidden from it or
/// denied to it. Patterns do not tell capital letters from small ones.
///
/// @param account as it is now
public record Gate(Account account) {

    /// A pattern that was read takes some kilobytes, and many accounts have the same.
    private static final Cache<String, Glob> PATTERNS =
            Caffeine.newBuilder().maximumSize(500).build();

    /// Whether it may do something at a path.
    public boolean may(Permission permission, FtpPath path) {
        return account.may(permission)
                && (access().isWhole() || (access().allows(permission, path.toString()) && !isDenied(path)));
    }

    /// Whether a name of a path is hidden, so that there is nothing at it.
    boolean isHidden(FtpPath path) {
        return path.names().stream().anyMatch(this::isHidden);
    }

    /// Whether an entry of a directory is hidden.
    boolean isHidden(String name) {
        return matches(access().hidden(), name);
    }

    /// Whether a name of a path is denied.
    boolean isDenied(FtpPath path) {
        return path.names().stream().anyMatch(name -> matches(access().denied(), name));
    }

    Access access() {
        return account.access();
    }

    private static boolean matches(List<String> patterns, String name) {
        if (patterns.isEmpty()) {
            return false;
        }
        String lower = lower(name);
        return patterns.stream()
                .anyMatch(pattern -> PATTERNS.get(pattern, text -> Glob.of(lower(Octets.ofText(text))))
                        .matches(lower));
    }

    private static String lower(String octets) {
        var text = new StringBuilder(octets.length());
        octets.chars().forEach(c -> text.append((char) (c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c)));
        return text.toString();
    }
}
