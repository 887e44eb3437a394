package dev.berth.admin.state;

import dev.berth.account.UserName;
import dev.berth.plan.Allowance;
import dev.berth.plan.Plans;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One object of an account that is set as a whole, and that every account has: its limits, its quota.
///
/// @param member its member in the document
/// @param operation that sets it
/// @param plans knows it
/// @param writing writes it
/// @param whole makes what the operation would read of a body; throws a [dev.berth.admin.problem.Problem] for a wrong
/// one
record AccountSetting(
        String member,
        String operation,
        Plans plans,
        Function<Allowance, JsonObject> writing,
        UnaryOperator<JsonObject> whole)
        implements AccountPart {

    @Override
    public Set<String> members() {
        return Set.of(member);
    }

    @Override
    public Future<Known> read(TenantId tenant, boolean hashes) {
        return plans.accounts(tenant).map(all -> (user, account) -> account.put(member, writing.apply(of(all, user))));
    }

    private static Allowance of(Map<UserName, Allowance> all, UserName user) {
        return all.getOrDefault(user, Allowance.NONE);
    }

    @Override
    public void compare(Place at, @Nullable JsonObject now, JsonObject wanted, Steps steps) {
        if (!wanted.containsKey(member)) {
            return;
        }
        if (!(wanted.getValue(member) instanceof JsonObject body)) {
            steps.refuse(at.field(member), "(given)", "is an object");
            return;
        }
        JsonObject before = now != null && now.getValue(member) instanceof JsonObject there ? there : new JsonObject();
        steps.checked(at.field(member), () -> {
            JsonObject after = whole.apply(body);
            if (!after.equals(before)) {
                steps.set(operation, at.path(), after, member + " of " + at, Steps.replaced(before, after));
            }
        });
    }
}
