package dev.berth.admin.accounts;

import dev.berth.account.Folders;
import dev.berth.account.Mount;
import dev.berth.account.Permission;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.problem.Problem;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/// Folders, and how accounts have them, as requests bring them and as the contract writes them.
public final class FolderFields {

    private FolderFields() {}

    /// A folder that is to be made.
    public record NewFolder(String name, String directory) {}

    /// How an account has a folder.
    public record Terms(String path, Set<Permission> permissions) {}

    /// Reads a folder.
    ///
    /// @throws Problem with everything that is wrong
    public static NewFolder folder(JsonObject body) {
        return Fields.read(body, FolderFields::folder);
    }

    /// Reads how an account has one.
    ///
    /// @throws Problem with everything that is wrong
    public static Terms terms(JsonObject body) {
        return Fields.read(body, FolderFields::terms);
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

    /// The folder as a request would write it.
    public static JsonObject json(Folders.Folder folder) {
        return new JsonObject().put("name", folder.name()).put("directory", folder.directory());
    }

    /// How an account has it, as a request would write it.
    public static JsonObject json(Mount mount) {
        return new JsonObject().put("path", mount.path()).put("permissions", AccountFields.names(mount.permissions()));
    }
}
