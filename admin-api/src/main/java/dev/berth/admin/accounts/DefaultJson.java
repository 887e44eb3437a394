package dev.berth.admin.accounts;

import dev.berth.account.AccountAlterations;
import dev.berth.account.AccountAlterations.Terms;
import dev.berth.admin.limits.LimitJson;
import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.quotas.QuotaJson;
import dev.berth.plan.AccountDefaults;
import dev.berth.plan.Allowance;
import dev.berth.quota.Quota;
import dev.berth.tenant.Limit;
import dev.berth.tenant.Limits;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What new accounts of a tenant get, as requests bring it, and as the contract writes it: members of an account, and
/// a home that may have the name of its user in it.
public final class DefaultJson {

    private static final String HOME = "home";
    private static final String LIMITS = "limits";
    private static final String QUOTA = "quota";
    private static final String DAYS = "expiresAfterDays";
    private static final int MOST_DAYS = 36_500;

    private DefaultJson() {}

    /// What was read.
    ///
    /// @param sample what an account named `user` would get
    record Read(AccountDefaults defaults, Terms sample) {}

    static Optional<Read> read(Fields fields, JsonObject body) {
        String home = AccountFields.home(fields).replace(AccountDefaults.USER, "user");
        var permissions = AccountFields.permissions(fields);
        var access = AccessFields.read(fields);
        var login = LoginFields.read(fields);
        var _ = fields.whole(DAYS, "a whole number from 1 to " + MOST_DAYS, 1, MOST_DAYS);
        Limits limits = fields.object(LIMITS, "limits by name", inside -> LimitJson.of(inside, Limit::isForAccounts))
                .orElse(Limits.NONE);
        Quota quota =
                fields.object(QUOTA, "octets, files and volume", QuotaJson::of).orElse(Quota.NONE);
        JsonObject settings = body.copy();
        settings.remove(LIMITS);
        settings.remove(QUOTA);
        settings.fieldNames().stream()
                .filter(name -> body.getValue(name) == null)
                .toList()
                .forEach(settings::remove);
        return Optional.of(new Read(
                new AccountDefaults(settings.encode(), new Allowance(limits, quota)),
                new Terms(home, permissions, access, true, Optional.empty(), login)));
    }

    /// What an operation would read of a body, written again.
    ///
    /// @throws Problem with everything that is wrong
    /// @throws dev.berth.tenant.DirectoryRefused with what cannot be kept of any account
    public static JsonObject whole(JsonObject body, AccountAlterations accounts) {
        Read read = Fields.read(body, fields -> read(fields, body));
        accounts.require(read.sample());
        return write(read.defaults());
    }

    /// As the contract has it.
    public static JsonObject write(AccountDefaults defaults) {
        JsonObject json = new JsonObject(defaults.settings());
        if (!defaults.allowance().limits().equals(Limits.NONE)) {
            json.put(LIMITS, LimitJson.write(defaults.allowance().limits()));
        }
        if (!defaults.allowance().quota().equals(Quota.NONE)) {
            json.put(QUOTA, QuotaJson.write(defaults.allowance().quota()));
        }
        return json;
    }

    /// A request for an account with what it does not say itself; what it has as null is left out.
    ///
    /// @throws Problem if the name of the user cannot be a part of its home
    static JsonObject fill(JsonObject request, AccountDefaults defaults) {
        JsonObject all = new JsonObject(defaults.settings());
        Object days = all.remove(DAYS);
        if (days instanceof Number number) {
            Instant end =
                    Instant.now().plus(Duration.ofDays(number.longValue())).truncatedTo(ChronoUnit.SECONDS);
            all.put("expires", end.toString());
        }
        if (all.getValue(HOME) instanceof String home
                && home.contains(AccountDefaults.USER)
                && !request.containsKey(HOME)
                && request.getValue("user") instanceof String user) {
            if (user.indexOf('/') >= 0) {
                throw Problem.invalid(List.of(FieldFault.of(
                        HOME, "(left out)", "must be given: a user name with a slash is no directory of " + home)));
            }
            all.put(HOME, home.replace(AccountDefaults.USER, user));
        }
        Set<String> filled = Set.copyOf(all.fieldNames());
        all.mergeIn(request);
        filled.stream().filter(name -> all.getValue(name) == null).forEach(all::remove);
        return all;
    }
}
