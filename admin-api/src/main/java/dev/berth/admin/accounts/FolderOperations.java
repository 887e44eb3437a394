package dev.berth.admin.accounts;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.account.Folders;
import dev.berth.account.Mount;
import dev.berth.account.Permission;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.operation.Segments;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.endpoint.Directory;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/tenants/{tenant}/folders` and `/tenants/{tenant}/accounts/{user}/folders`.
public final class FolderOperations {

    private final Directory directory;
    private final Folders folders;

    public FolderOperations(Directory directory, Folders folders) {
        this.directory = directory;
        this.folders = folders;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(
                new Operation("listFolders", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::list),
                new Operation("createFolder", Set.of(OPERATOR, TENANT_ADMIN), this::create),
                new Operation("deleteFolder", Set.of(OPERATOR, TENANT_ADMIN), this::delete),
                new Operation("listAccountFolders", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::mounts),
                new Operation("setAccountFolder", Set.of(OPERATOR, TENANT_ADMIN), this::mount),
                new Operation("removeAccountFolder", Set.of(OPERATOR, TENANT_ADMIN), this::unmount));
    }

    private record NewFolder(String name, String directory) {}

    private record Terms(String path, Set<Permission> permissions) {}

    private Future<Answer> list(Call call) {
        return tenant(call)
                .compose(folders::of)
                .map(all -> Answer.ok(call.page().of(all, Folders.Folder::name, FolderOperations::json)));
    }

    private Future<Answer> create(Call call) {
        NewFolder wanted = Fields.read(call.body(), FolderOperations::folder);
        return tenant(call)
                .compose(tenant -> folders.create(tenant, wanted.name(), wanted.directory()))
                .map(folder -> Answer.created(
                        json(folder), "/tenants/" + call.tenant() + "/folders/" + Segments.escape(folder.name())));
    }

    private Future<Answer> delete(Call call) {
        return tenant(call)
                .compose(tenant -> folders.remove(tenant, call.path().get("folder")))
                .map(_ -> Answer.done());
    }

    private Future<Answer> mounts(Call call) {
        var user = AccountOperations.user(call);
        return tenant(call)
                .compose(tenant -> folders.mounts(tenant, user))
                .map(all -> Answer.ok(call.page().of(all, Mount::path, FolderOperations::json)));
    }

    private Future<Answer> mount(Call call) {
        var user = AccountOperations.user(call);
        Terms terms = Fields.read(call.body(), FolderOperations::terms);
        return tenant(call)
                .compose(tenant ->
                        folders.mount(tenant, user, call.path().get("folder"), terms.path(), terms.permissions()))
                .map(mount -> Answer.ok(json(mount)));
    }

    private Future<Answer> unmount(Call call) {
        var user = AccountOperations.user(call);
        return tenant(call)
                .compose(tenant -> folders.unmount(tenant, user, call.path().get("folder")))
                .map(_ -> Answer.done());
    }

    private Future<TenantId> tenant(Call call) {
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .map(berth -> berth.tenant().id());
    }

    private static Optional<NewFolder> folder(Fields fields) {
        Optional<String> name = fields.required("name", "1 to 100 characters, none of them a slash", text -> text);
        Optional<String> place =
                fields.required("directory", "a path from the tenant's storage root, such as /team", text -> text);
        return name.flatMap(given -> place.map(path -> new NewFolder(given, path)));
    }

    private static Optional<Terms> terms(Fields fields) {
        Set<Permission> permissions = AccountFields.permissions(fields);
        return fields.required("path", "a path from the account's home, such as /shared", text -> text)
                .map(path -> new Terms(path, permissions));
    }

    private static JsonObject json(Folders.Folder folder) {
        return new JsonObject()
                .put("name", folder.name())
                .put("directory", folder.directory())
                .put("accounts", folder.accounts());
    }

    private static JsonObject json(Mount mount) {
        var permissions = new JsonArray();
        mount.permissions().stream().sorted().map(AccountFields::name).forEach(permissions::add);
        return new JsonObject()
                .put("folder", mount.folder())
                .put("directory", mount.directory())
                .put("path", mount.path())
                .put("permissions", permissions);
    }
}
