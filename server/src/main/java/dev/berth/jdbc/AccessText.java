package dev.berth.jdbc;

import dev.berth.account.Access;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Where an account may do what, as one column: an object of JSON, or nothing where it makes no difference.
final class AccessText {

    private static final int MOST_RULES = 50;
    private static final int MOST_PATTERNS = 20;
    private static final int LONGEST_PATTERN = 100;

    /// What the column takes.
    private static final int LONGEST = 65_536;

    private AccessText() {}

    /// The text of what [#require] has accepted.
    static String write(Access access) {
        if (access.isWhole()) {
            return "";
        }
        var rules = new JsonArray();
        access.rules()
                .forEach(rule -> rules.add(new JsonObject()
                        .put("path", rule.path())
                        .put("permissions", Permissions.write(rule.permissions()))));
        return new JsonObject()
                .put("rules", rules)
                .put("hidden", new JsonArray(access.hidden()))
                .put("denied", new JsonArray(access.denied()))
                .encode();
    }

    static Access read(String text) {
        if (text.isEmpty()) {
            return Access.WHOLE;
        }
        var json = new JsonObject(text);
        JsonArray rules = json.getJsonArray("rules");
        return new Access(
                IntStream.range(0, rules.size())
                        .mapToObj(rules::getJsonObject)
                        .map(rule -> new Access.Rule(
                                rule.getString("path"), Permissions.read(rule.getString("permissions"))))
                        .toList(),
                texts(json.getJsonArray("hidden")),
                texts(json.getJsonArray("denied")));
    }

    private static List<String> texts(JsonArray array) {
        return array.stream().map(String.class::cast).toList();
    }

    /// @throws DirectoryRefused if it is not one that can be kept
    static void require(Access access) {
        if (access.rules().size() > MOST_RULES) {
            throw refused("access.rules", access.rules().size() + " rules", "are at most " + MOST_RULES);
        }
        Set<String> paths = new HashSet<>();
        for (Access.Rule rule : access.rules()) {
            JdbcAccounts.requirePath("access.rules.path", rule.path());
            if (!paths.add(rule.path())) {
                throw refused("access.rules.path", rule.path(), "has one rule");
            }
        }
        requirePatterns("access.hidden", access.hidden());
        requirePatterns("access.denied", access.denied());
        if (write(access).length() > LONGEST) {
            throw refused("access", "(given)", "is at most " + LONGEST + " characters long");
        }
    }

    private static void requirePatterns(String field, List<String> patterns) {
        if (patterns.size() > MOST_PATTERNS) {
            throw refused(field, patterns.size() + " patterns", "are at most " + MOST_PATTERNS);
        }
        for (String pattern : patterns) {
            if (pattern.isEmpty()
                    || pattern.length() > LONGEST_PATTERN
                    || pattern.chars().anyMatch(c -> c == '/' || Character.isISOControl(c))) {
                throw refused(
                        field,
                        pattern,
                        "is a pattern for one name, such as *.tmp, of 1 to " + LONGEST_PATTERN + " characters");
            }
        }
    }

    private static DirectoryRefused refused(String field, String value, String rule) {
        return new DirectoryRefused(Reason.INVALID, field, value, rule);
    }
}
