package dev.berth.admin.accounts;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.account.Folders;
import dev.berth.account.Mount;
import dev.berth.account.UserName;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Condition;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.operation.Segments;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.endpoint.Directory;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

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
                new Operation("getFolder", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::get),
                new Operation("deleteFolder", Set.of(OPERATOR, TENANT_ADMIN), this::delete).inTurns(),
                new Operation("listAccountFolders", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::mounts),
                new Operation("getAccountFolder", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::getMount),
                new Operation("setAccountFolder", Set.of(OPERATOR, TENANT_ADMIN), this::mount).inTurns(),
                new Operation("removeAccountFolder", Set.of(OPERATOR, TENANT_ADMIN), this::unmount).inTurns());
    }

    private Future<Answer> list(Call call) {
        return tenant(call)
                .compose(folders::of)
                .map(all -> Answer.ok(call.page().of(all, Folders.Folder::name, FolderOperations::json)));
    }

    private Future<Answer> create(Call call) {
        FolderFields.NewFolder wanted = FolderFields.folder(call.body());
        return tenant(call)
                .compose(tenant -> folders.create(tenant, wanted.name(), wanted.directory()))
                .map(folder -> Answer.created(
                        json(folder), "/tenants/" + call.tenant() + "/folders/" + Segments.escape(folder.name())));
    }

    private Future<Answer> get(Call call) {
        return tenant(call).compose(tenant -> read(tenant, call));
    }

    private Future<Answer> read(TenantId tenant, Call call) {
        return folders.of(tenant)
                .map(all -> found(all, Folders.Folder::name, call))
                .map(folder -> Answer.ok(json(folder)).tagged(Condition.revision(tenant, FolderFields.json(folder))));
    }

    private Future<Answer> getMount(Call call) {
        var user = AccountOperations.user(call);
        return tenant(call).compose(tenant -> readMount(tenant, user, call));
    }

    private Future<Answer> readMount(TenantId tenant, UserName user, Call call) {
        return folders.mounts(tenant, user).map(all -> answer(tenant, found(all, Mount::folder, call)));
    }

    private static Answer answer(TenantId tenant, Mount mount) {
        return Answer.ok(json(mount)).tagged(Condition.revision(tenant, json(mount)));
    }

    private static <T> T found(List<T> all, Function<T, String> name, Call call) {
        return all.stream()
                .filter(each -> name.apply(each).equals(call.path().get("folder")))
                .findFirst()
                .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "There is no such folder"));
    }

    private Future<Answer> delete(Call call) {
        return tenant(call)
                .compose(tenant -> Condition.require(call, () -> read(tenant, call))
                        .compose(_ -> folders.remove(tenant, call.path().get("folder"))))
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
        FolderFields.Terms terms = FolderFields.terms(call.body());
        return tenant(call)
                .compose(tenant -> Condition.requireThere(call, () -> readMount(tenant, user, call))
                        .compose(_ -> folders.mount(
                                tenant, user, call.path().get("folder"), terms.path(), terms.permissions()))
                        .map(mount -> answer(tenant, mount)));
    }

    private Future<Answer> unmount(Call call) {
        var user = AccountOperations.user(call);
        return tenant(call)
                .compose(tenant -> Condition.require(call, () -> readMount(tenant, user, call))
                        .compose(_ -> folders.unmount(tenant, user, call.path().get("folder"))))
                .map(_ -> Answer.done());
    }

    private Future<TenantId> tenant(Call call) {
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .map(berth -> berth.tenant().id());
    }

    private static JsonObject json(Folders.Folder folder) {
        return FolderFields.json(folder).put("accounts", folder.accounts());
    }

    private static JsonObject json(Mount mount) {
        return FolderFields.json(mount).put("folder", mount.folder()).put("directory", mount.directory());
    }
}
