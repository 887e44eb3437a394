package dev.berth.deploy.ctl.foreign;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// SFTPGo's permissions by directory, and its patterns of file names, as permissions and `access`. Of both servers'
/// rules the one with the longest path decides. Nothing gets wider: a right that is finer there than here is carried
/// only together with the other half of ours.
final class SftpGoPermissions {

    private static final String ROOT = "/";

    /// In the order of the admin API.
    private static final List<String> ALL = List.of(
            "list",
            "read",
            "write",
            "overwrite",
            "append",
            "delete",
            "rename",
            "make-directory",
            "remove-directory",
            "change-facts",
            "hash");

    /// What each needs there.
    private static final Map<String, List<Set<String>>> NEEDED = Map.ofEntries(
            Map.entry("list", List.of(Set.of("list"))),
            Map.entry("read", List.of(Set.of("download"))),
            Map.entry("hash", List.of(Set.of("download"))),
            Map.entry("write", List.of(Set.of("upload"))),
            Map.entry("overwrite", List.of(Set.of("upload", "overwrite"))),
            Map.entry("append", List.of(Set.of("upload", "overwrite"))),
            Map.entry("delete", List.of(Set.of("delete"), Set.of("delete_files"))),
            Map.entry("remove-directory", List.of(Set.of("delete"), Set.of("delete_dirs"))),
            Map.entry("rename", List.of(Set.of("rename"), Set.of("rename_files", "rename_dirs"))),
            Map.entry("make-directory", List.of(Set.of("create_dirs"))),
            Map.entry("change-facts", List.of(Set.of("chmod", "chtimes"))));

    private SftpGoPermissions() {}

    /// Puts them into a draft.
    static void put(Draft draft, Member permissions, List<Member> patterns) {
        Map<String, List<String>> byPath = new TreeMap<>();
        for (String path : permissions.object().fieldNames()) {
            byPath.put(path, rights(Set.copyOf(permissions.texts(path))));
        }
        Set<String> union = new LinkedHashSet<>();
        byPath.values().forEach(union::addAll);
        draft.term("permissions", array(ALL.stream().filter(union::contains).toList()));
        var hidden = new ArrayList<String>();
        var denied = new ArrayList<String>();
        for (Member each : patterns) {
            List<String> names = each.texts("denied_patterns");
            if (each.text("path").equals(ROOT) && each.list("allowed_patterns").isEmpty()) {
                (each.number("deny_policy") == 1 ? hidden : denied).addAll(names);
            } else {
                draft.note("file patterns of " + each.text("path"));
            }
        }
        var rules = new JsonArray();
        if (!byPath.keySet().equals(Set.of(ROOT))) {
            byPath.forEach((path, rights) ->
                    rules.add(new JsonObject().put("path", path).put("permissions", array(rights))));
        }
        if (!rules.isEmpty() || !hidden.isEmpty() || !denied.isEmpty()) {
            draft.term(
                    "access",
                    new JsonObject()
                            .put("rules", rules)
                            .put("hidden", array(hidden))
                            .put("denied", array(denied)));
        }
    }

    private static List<String> rights(Set<String> given) {
        return ALL.stream()
                .filter(right -> given.contains("*")
                        || NEEDED.getOrDefault(right, List.of()).stream().anyMatch(given::containsAll))
                .toList();
    }

    private static JsonArray array(List<String> texts) {
        return new JsonArray(List.copyOf(texts));
    }
}
