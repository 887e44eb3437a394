package dev.berth.admin.operation;

import dev.berth.account.Administrator.Role;
import io.vertx.core.Future;
import java.util.Set;

/// One operation of the contract.
///
/// @param id the `operationId` in `openapi.yaml`
/// @param roles who may call it; what of a tenant's the caller sees is the action's own question
/// @param action what it does
/// @param largestBody how many octets its body has at most
/// @param open whether it is for those as well who have not said who they are
/// @param inTurn whether calls for the same thing wait for each other at a node
/// @param names its id, and the groups that it belongs to, for tokens that are limited
public record Operation(
        String id, Set<Role> roles, Action action, int largestBody, boolean open, boolean inTurn, Set<String> names) {

    /// What a body has at most, unless the operation says otherwise.
    public static final int USUAL_BODY = 1024 * 1024;

    /// What a body of a stranger has at most.
    public static final int SMALL_BODY = 16 * 1024;

    /// What a body of any operation has at most.
    public static final int LARGEST_BODY = 32 * 1024 * 1024;

    /// An operation with a body of the usual size.
    public Operation(String id, Set<Role> roles, Action action) {
        this(id, roles, action, USUAL_BODY, false, false, Set.of(id));
    }

    /// An operation for everybody; who calls it is [dev.berth.account.Administrator#stranger].
    public static Operation open(String id, Action action) {
        return new Operation(id, Set.of(Role.values()), action, SMALL_BODY, true, false, Set.of(id));
    }

    /// The same with large bodies.
    public Operation withLargeBody() {
        return new Operation(id, roles, action, LARGEST_BODY, open, inTurn, names);
    }

    /// The same of a thing whose tag is compared by [Condition]: nobody changes it between.
    public Operation inTurns() {
        return new Operation(id, roles, action, largestBody, open, true, names);
    }

    /// The same as a member of groups.
    public Operation named(Set<String> names) {
        return new Operation(id, roles, action, largestBody, open, inTurn, names);
    }

    /// What an operation does.
    @FunctionalInterface
    public interface Action {
        /// Does it.
        ///
        /// @return fails with a [dev.berth.admin.problem.Problem] or a [dev.berth.tenant.DirectoryRefused]
        Future<Answer> run(Call call);
    }

    public Operation {
        roles = Set.copyOf(roles);
        names = Set.copyOf(names);
    }
}
