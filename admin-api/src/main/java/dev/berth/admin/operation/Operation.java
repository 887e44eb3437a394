package dev.berth.admin.operation;

import dev.berth.account.Administrator.Role;
import io.vertx.core.Future;
import java.util.Set;

/// One operation of the contract.
///
/// @param id the `operationId` in `openapi.yaml`
/// @param roles who may call it; what of a tenant's the caller sees is the action's own question
/// @param action what it does
public record Operation(String id, Set<Role> roles, Action action) {

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
    }
}
