package dev.berth.account;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Where an account may do what, within the bound of its permissions. Paths and names are judged as the client writes
/// them: what a symbolic link leads to is judged by the name of the link.
///
/// @param rules by directory; of those that a path lies in or is, the longest decides; where none does, everything is
///     allowed that the account may do at all
/// @param hidden patterns of names that are not there for this account
/// @param denied patterns of names that it sees and can do nothing with
public record Access(List<Rule> rules, List<String> hidden, List<String> denied) {

    /// Everywhere the same.
    public static final Access WHOLE = new Access(List.of(), List.of(), List.of());

    public Access {
        rules = List.copyOf(rules);
        hidden = List.copyOf(hidden);
        denied = List.copyOf(denied);
    }

    /// What is allowed in one directory and below.
    ///
    /// @param path from the account's home, with `/` between the names and at the front
    /// @param permissions what is allowed there
    public record Rule(String path, Set<Permission> permissions) {

        public Rule {
            permissions = Set.copyOf(permissions);
        }

        /// Whether a path is this directory or lies in it.
        private boolean covers(String octets) {
            return lies(octets, octets());
        }

        /// Whether this directory lies below a path.
        private boolean isBelow(String octets) {
            String mine = octets();
            return !mine.equals(octets) && (octets.equals("/") || mine.startsWith(octets + "/"));
        }

        /// The path as the wire has it.
        private String octets() {
            return Access.octets(path);
        }

        private Rule within(Set<Permission> most) {
            return new Rule(path, permissions.stream().filter(most::contains).collect(Collectors.toUnmodifiableSet()));
        }
    }

    /// Text as the wire has it.
    static String octets(String text) {
        return text.chars().allMatch(c -> c < 0x80)
                ? text
                : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /// Whether a path is a directory or lies in it; both are octet strings.
    static boolean lies(String octets, String directory) {
        return directory.equals("/") || octets.equals(directory) || octets.startsWith(directory + "/");
    }

    /// Whether it makes no difference.
    public boolean isWhole() {
        return equals(WHOLE);
    }

    /// The same in one directory, and nothing outside it.
    ///
    /// @param path from the account's home
    public Access within(String path) {
        if (path.equals("/")) {
            return this;
        }
        var only = new Rule(path, Set.of());
        String octets = only.octets();
        List<Rule> inside = new ArrayList<>(List.of(new Rule("/", Set.of())));
        inside.add(new Rule(
                path, ruleOf(octets).map(Rule::permissions).orElse(Set.copyOf(EnumSet.allOf(Permission.class)))));
        rules.stream().filter(rule -> rule.isBelow(octets)).forEach(inside::add);
        return new Access(inside, hidden, denied);
    }

    /// The same, and in one directory no more than something.
    ///
    /// @param path from the account's home
    /// @param most what is allowed there at most
    Access bounded(String path, Set<Permission> most) {
        if (most.containsAll(Permission.USUAL)) {
            return this;
        }
        var directory = new Rule(path, most);
        String octets = directory.octets();
        List<Rule> bounded = new ArrayList<>();
        bounded.add(ruleOf(octets)
                .map(rule -> new Rule(path, rule.permissions()).within(most))
                .orElse(directory));
        rules.stream()
                .filter(rule -> !rule.octets().equals(octets))
                .map(rule -> directory.covers(rule.octets()) ? rule.within(most) : rule)
                .forEach(bounded::add);
        return new Access(bounded, hidden, denied);
    }

    /// Whether names are judged at all.
    public boolean judgesNames() {
        return !hidden.isEmpty() || !denied.isEmpty();
    }

    /// Whether something is allowed at a path.
    ///
    /// @param octets an absolute path, an octet string
    public boolean allows(Permission permission, String octets) {
        return ruleOf(octets)
                .map(rule -> rule.permissions().contains(permission))
                .orElse(true);
    }

    /// Whether something is allowed at a path and everywhere below it.
    public boolean allowsThroughout(Permission permission, String octets) {
        return allows(permission, octets)
                && rules.stream()
                        .filter(rule -> rule.isBelow(octets))
                        .allMatch(rule -> rule.permissions().contains(permission));
    }

    /// Whether anything is allowed at a path or somewhere below it.
    public boolean isReachable(String octets) {
        return ruleOf(octets).map(rule -> !rule.permissions().isEmpty()).orElse(true)
                || rules.stream()
                        .anyMatch(rule ->
                                rule.isBelow(octets) && !rule.permissions().isEmpty());
    }

    /// Whether the same is allowed at both paths and everywhere below them.
    public boolean isAlike(String octets, String other) {
        return ruleOf(octets).equals(ruleOf(other))
                && rules.stream().noneMatch(rule -> rule.isBelow(octets) || rule.isBelow(other));
    }

    private Optional<Rule> ruleOf(String octets) {
        Optional<Rule> longest = Optional.empty();
        for (Rule rule : rules) {
            boolean longer = longest.isEmpty()
                    || rule.path().length() > longest.get().path().length();
            if (longer && rule.covers(octets)) {
                longest = Optional.of(rule);
            }
        }
        return longest;
    }
}
