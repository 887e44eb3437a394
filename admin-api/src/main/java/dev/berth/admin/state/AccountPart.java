package dev.berth.admin.state;

import static dev.berth.admin.state.TenantSection.TENANT;

import dev.berth.account.UserName;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What belongs to an account and is set by itself.
interface AccountPart {

    /// Its members of the account in the document.
    Set<String> members();

    /// What there is of all accounts of a tenant.
    ///
    /// @param hashes whether the hashes and seals of secrets are in it
    Future<Known> read(TenantId tenant, boolean hashes);

    /// What is to be done so that there is what the document says of one account.
    ///
    /// @param now the account with all its parts; null where it is still to be made
    /// @param wanted the account in the document
    void compare(Place at, @Nullable JsonObject now, JsonObject wanted, Steps steps);

    /// What is taken away of it before the account itself becomes what the document says, which could not be else.
    ///
    /// @param now the account with all its parts; null where it is still to be made
    default void clear(Place at, @Nullable JsonObject now, JsonObject wanted, Steps steps) {}

    /// What there is of the accounts.
    @FunctionalInterface
    interface Known {

        /// Writes that of one account into the account.
        void write(UserName user, JsonObject account);
    }

    /// Which account.
    ///
    /// @param tenant the slug of its tenant
    record Place(String tenant, String user) {

        /// As the paths of the API have it.
        Map<String, String> path() {
            return Map.of(TENANT, tenant, "user", user);
        }

        /// A member of it, for a problem.
        String field(String member) {
            return Steps.at(TenantSection.at(tenant) + ".accounts", user) + "." + member;
        }

        @Override
        public String toString() {
            return "account " + user + " of " + tenant;
        }
    }

    /// Reads several parts, one after the other.
    static Future<Known> read(List<AccountPart> parts, TenantId tenant, boolean hashes) {
        Future<Known> all = Future.succeededFuture((_, _) -> {});
        for (AccountPart part : parts) {
            all = all.compose(before -> part.read(tenant, hashes).map(known -> (user, account) -> {
                before.write(user, account);
                known.write(user, account);
            }));
        }
        return all;
    }
}
