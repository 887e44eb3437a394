package dev.berth.admin.state;

import dev.berth.account.AnonymousAccess;
import dev.berth.account.Folders;
import dev.berth.account.Mount;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds folders of accounts that cannot be in the end: of no such name, one in the other, or around the home.
///
/// @param folders knows what can be
/// @param anonymous knows what anybody can be given
record FolderUse(Folders folders, AnonymousAccess anonymous) {

    private static final String FOLDERS = "folders";
    private static final String FOLDER = "folder";
    private static final String HOME = "home";

    /// Names each of one tenant.
    ///
    /// @param now the tenant; null where it is still to be made
    /// @param wanted what the document has
    void find(String slug, @Nullable JsonObject now, JsonObject wanted, Steps steps) {
        Map<String, String> directories = new HashMap<>();
        merged(now, wanted, FOLDERS, "name", steps.prune()).forEach((name, folder) -> {
            if (folder.getValue("directory") instanceof String directory) {
                directories.put(name, directory);
            }
        });
        String at = TenantSection.at(slug);
        Map<String, JsonObject> before = named(now, "accounts", "user");
        named(wanted, "accounts", "user").forEach((user, account) -> {
            JsonObject was = before.getOrDefault(user, new JsonObject().put(HOME, "/"));
            List<Mount> _ = mounts(Steps.at(at + ".accounts", user), was, account, directories, steps);
        });
        if (wanted.getValue("anonymous") instanceof JsonObject terms) {
            JsonObject was =
                    now != null && now.getValue("anonymous") instanceof JsonObject there ? there : new JsonObject();
            guest(at + ".anonymous", was, terms, directories, steps);
        }
    }

    private void guest(String at, JsonObject was, JsonObject wanted, Map<String, String> directories, Steps steps) {
        Optional<String> uploads =
                Optional.ofNullable(wanted.getValue("uploads")).map(String::valueOf);
        List<Mount> mounts = mounts(at, was, wanted, directories, steps);
        if (wanted.getValue(HOME) instanceof String home) {
            steps.checked(at, () -> anonymous.require(new AnonymousAccess.Terms(home, uploads), directories, mounts));
        }
    }

    /// All folders that an account will have. One that goes as a whole is taken away from whoever has it.
    private List<Mount> mounts(
            String at, JsonObject was, JsonObject wanted, Map<String, String> directories, Steps steps) {
        String home = String.valueOf(wanted.getValue(HOME, was.getValue(HOME)));
        Map<String, JsonObject> said = named(wanted, FOLDERS, FOLDER);
        List<Mount> mounts = new ArrayList<>();
        merged(was, wanted, FOLDERS, FOLDER, steps.prune()).forEach((name, mount) -> {
            String field = Steps.at(at + "." + FOLDERS, name);
            String directory = directories.get(name);
            if (directory == null && said.containsKey(name)) {
                steps.refuse(field, name, "is not the name of a folder of the tenant, here or in the document");
            } else if (directory != null && mount.getValue("path") instanceof String path) {
                var one = new Mount(name, directory, path, Set.of());
                steps.checked(field, () -> folders.require(home, mounts, one));
                mounts.add(one);
            }
        });
        return mounts;
    }

    /// What a list will have by name, when what the document does not name stays or goes.
    private static Map<String, JsonObject> merged(
            @Nullable JsonObject now, JsonObject wanted, String member, String key, boolean prune) {
        Map<String, JsonObject> all = new LinkedHashMap<>();
        if (!prune || wanted.getValue(member) == null) {
            all.putAll(named(now, member, key));
        }
        all.putAll(named(wanted, member, key));
        return all;
    }

    private static Map<String, JsonObject> named(@Nullable JsonObject of, String member, String key) {
        Map<String, JsonObject> named = new LinkedHashMap<>();
        if (of != null && of.getValue(member) instanceof JsonArray list) {
            for (Object each : list) {
                if (each instanceof JsonObject entry && entry.getValue(key) instanceof String name) {
                    named.put(name, entry);
                }
            }
        }
        return named;
    }
}
