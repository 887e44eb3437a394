package dev.berth;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Which package may depend on which, of our own. `deploy/docs/ARCHITECTURE.md` says what lives in each.
final class ArchitectureTable {

    private static final String ROOT = "dev.berth.";

    private static final Map<String, Set<String>> ROWS = new TreeMap<>(Map.ofEntries(
            row("tenant"),
            row("protocol"),
            row("config"),
            row("account", "tenant"),
            row("endpoint", "tenant"),
            row("endpoint.balancer", "endpoint"),
            row("quota", "tenant", "account"),
            row("plan", "tenant", "account", "endpoint", "quota"),
            row("net", "protocol"),
            row("storage", "tenant", "protocol"),
            row("view", "tenant", "account", "quota", "storage", "protocol", "net"),
            row("storage.local", "storage", "tenant", "protocol", "config"),
            row("bus", "tenant", "account", "quota", "endpoint"),
            row("observe", "tenant", "account", "endpoint", "bus"),
            row("limit", "tenant", "account", "endpoint", "bus", "config", "observe"),
            row("ban", "tenant", "account", "endpoint", "bus", "config", "observe"),
            row("audit", "tenant", "account", "endpoint", "bus", "config", "observe"),
            row("diagnosis", "tenant", "account", "endpoint", "bus", "config", "observe"),
            row("certificate", "tenant", "account", "endpoint"),
            row("tls", "tenant", "account", "endpoint", "certificate", "net", "config", "observe"),
            row(
                    "transfer",
                    "tenant",
                    "account",
                    "endpoint",
                    "protocol",
                    "storage",
                    "quota",
                    "net",
                    "tls",
                    "limit",
                    "bus",
                    "config",
                    "observe"),
            row("session", "tenant", "account", "endpoint", "protocol", "storage", "transfer", "tls"),
            row(
                    "command",
                    "tenant",
                    "account",
                    "endpoint",
                    "quota",
                    "protocol",
                    "storage",
                    "session",
                    "transfer",
                    "net",
                    "tls",
                    "limit",
                    "ban",
                    "view",
                    "config",
                    "observe"),
            row(
                    "control",
                    "tenant",
                    "account",
                    "endpoint",
                    "protocol",
                    "storage",
                    "session",
                    "command",
                    "transfer",
                    "net",
                    "tls",
                    "limit",
                    "ban",
                    "bus",
                    "config",
                    "observe"),
            row(
                    "jdbc",
                    "tenant",
                    "account",
                    "endpoint",
                    "certificate",
                    "quota",
                    "plan",
                    "tls",
                    "ban",
                    "audit",
                    "config",
                    "observe"),
            row(
                    "cluster",
                    "tenant",
                    "account",
                    "endpoint",
                    "bus",
                    "control",
                    "transfer",
                    "net",
                    "tls",
                    "limit",
                    "ban",
                    "config",
                    "observe")));

    private ArchitectureTable() {}

    private static Map.Entry<String, Set<String>> row(String name, String... mayUse) {
        return Map.entry(name, Set.of(mayUse));
    }

    /// The full names of all packages.
    static Stream<String> packages() {
        return ROWS.keySet().stream().map(ROOT::concat);
    }

    /// A class may use its own package and those of its row.
    static ArchCondition<JavaClass> keepToTheirRows() {
        return new ArchCondition<>("use only what their row in ArchitectureTable allows") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                user.getDirectDependenciesFromSelf().stream()
                        .filter(ArchitectureTable::isForbidden)
                        .forEach(each -> events.add(SimpleConditionEvent.violated(user, each.getDescription())));
            }
        };
    }

    private static boolean isForbidden(Dependency dependency) {
        String from = nameOf(dependency.getOriginClass());
        String to = nameOf(dependency.getTargetClass().getBaseComponentType());
        return !to.isEmpty()
                && !to.equals(from)
                && !ROWS.getOrDefault(from, Set.of()).contains(to);
    }

    /// `storage.local` for a class of ours there; nothing for one of somebody else's.
    private static String nameOf(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()) : "";
    }
}
