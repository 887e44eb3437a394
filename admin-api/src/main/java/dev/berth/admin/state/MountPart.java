package dev.berth.admin.state;

import dev.berth.account.Folders;
import dev.berth.account.Mount;
import dev.berth.admin.accounts.FolderFields;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The shared folders that an account has, by the name of the folder.
///
/// @param folders knows them
record MountPart(Folders folders) implements AccountPart {

    private static final String MEMBER = "folders";
    private static final String FOLDER = "folder";
    private static final String PATH = "path";

    @Override
    public Set<String> members() {
        return Set.of(MEMBER);
    }

    @Override
    public Future<Known> read(TenantId tenant, boolean hashes) {
        return folders.mounts(tenant)
                .map(all -> (user, account) -> account.put(
                        MEMBER,
                        new JsonArray(all.getOrDefault(user, List.of()).stream()
                                .map(MountPart::json)
                                .toList())));
    }

    private static JsonObject json(Mount mount) {
        return FolderFields.json(mount).put(FOLDER, mount.folder());
    }

    /// A path that another folder takes is free before.
    @Override
    public void clear(Place at, @Nullable JsonObject now, JsonObject wanted, Steps steps) {
        if (!wanted.containsKey(MEMBER) || now == null) {
            return;
        }
        Map<String, JsonObject> before = steps.named(at.field(MEMBER), now.getValue(MEMBER), FOLDER);
        Map<String, JsonObject> after = steps.named(at.field(MEMBER), wanted.getValue(MEMBER), FOLDER);
        before.forEach((folder, mount) -> {
            JsonObject will = after.get(folder);
            if (will == null ? steps.prune() : isInTheWay(folder, mount, will, after)) {
                steps.remove("removeAccountFolder", path(at, folder), of(folder, at));
            }
        });
    }

    private static boolean isInTheWay(String folder, JsonObject was, JsonObject will, Map<String, JsonObject> after) {
        String path = was.getValue(PATH) + "/";
        return !was.getValue(PATH).equals(will.getValue(PATH))
                && after.entrySet().stream()
                        .filter(other -> !other.getKey().equals(folder))
                        .map(other -> other.getValue().getValue(PATH) + "/")
                        .anyMatch(other -> other.startsWith(path) || path.startsWith(other));
    }

    @Override
    public void compare(Place at, @Nullable JsonObject now, JsonObject wanted, Steps steps) {
        if (!wanted.containsKey(MEMBER)) {
            return;
        }
        Map<String, JsonObject> before =
                steps.named(at.field(MEMBER), now == null ? null : now.getValue(MEMBER), FOLDER);
        Map<String, JsonObject> after = steps.named(at.field(MEMBER), wanted.getValue(MEMBER), FOLDER);
        after.forEach((folder, mount) -> steps.checked(Steps.at(at.field(MEMBER), folder), () -> {
            JsonObject body = bare(mount);
            JsonObject was = before.get(folder);
            FolderFields.Terms terms = FolderFields.terms(body);
            if (was == null || !FolderFields.terms(bare(was)).equals(terms)) {
                JsonArray diff = Steps.diff(was == null ? new JsonObject() : was, body);
                steps.put("setAccountFolder", path(at, folder), was, body, of(folder, at), diff);
            }
        }));
    }

    private static JsonObject bare(JsonObject mount) {
        JsonObject bare = mount.copy();
        bare.remove(FOLDER);
        return bare;
    }

    private static Map<String, String> path(Place at, String folder) {
        Map<String, String> path = new HashMap<>(at.path());
        path.put(FOLDER, folder);
        return path;
    }

    private static String of(String folder, Place at) {
        return "folder " + folder + " of " + at;
    }
}
