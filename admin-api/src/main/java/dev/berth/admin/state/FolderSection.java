package dev.berth.admin.state;

import static dev.berth.admin.state.TenantSection.TENANT;

import dev.berth.account.AnonymousAccess;
import dev.berth.account.Folders;
import dev.berth.admin.accounts.FolderFields;
import dev.berth.endpoint.Berth;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The folders that accounts of a tenant can share.
///
/// @param folders knows them
record FolderSection(Folders folders) implements Section<Berth> {

    @Override
    public String member() {
        return "folders";
    }

    @Override
    public Future<JsonArray> read(Berth berth, boolean hashes) {
        return folders.of(berth.tenant().id())
                .map(all -> new JsonArray(all.stream().map(FolderFields::json).toList()));
    }

    @Override
    public void compare(String tenant, @Nullable Object now, Object wanted, Steps steps) {
        String at = TenantSection.at(tenant) + "." + member();
        Map<String, JsonObject> before = steps.named(at, now, "name");
        Map<String, JsonObject> after = steps.named(at, wanted, "name");
        after.forEach((name, folder) -> steps.checked(Steps.at(at, name), () -> {
            FolderFields.NewFolder made = FolderFields.folder(folder);
            folders.require(made.name(), made.directory());
            JsonObject was = before.get(name);
            if (was == null) {
                steps.create("createFolder", Map.of(TENANT, tenant), folder, of(name, tenant));
            } else if (!FolderFields.folder(was).equals(made)) {
                steps.refuse(
                        Steps.at(at, name) + ".directory",
                        made.directory(),
                        "stays " + was.getString("directory") + "; a folder elsewhere is another folder");
            }
        }));
        if (steps.prune()) {
            before.keySet().stream()
                    .filter(name -> !after.containsKey(name) && !name.equals(AnonymousAccess.UPLOADS))
                    .forEach(name ->
                            steps.removeLast("deleteFolder", Map.of(TENANT, tenant, "folder", name), of(name, tenant)));
        }
    }

    private static String of(String name, String tenant) {
        return "folder " + name + " of tenant " + tenant;
    }
}
