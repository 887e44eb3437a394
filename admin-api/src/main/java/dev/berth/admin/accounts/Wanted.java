package dev.berth.admin.accounts;

import dev.berth.account.AccountAlterations.Terms;
import dev.berth.account.AccountBatches;
import dev.berth.account.AccountBatches.Made;
import dev.berth.account.AccountBatches.Ready;
import dev.berth.account.AccountBatches.Row;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.problem.Problem;
import dev.berth.plan.AccountDefaults;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/// One account of a batch.
///
/// @param user whose; empty if the row is refused for it
/// @param password that is to be hashed; empty if it is hashed already, or there is none
/// @param hash of the password; empty until it is made
/// @param why the row is refused; empty if it is not
/// @param usual whether it gets the limits and the quota that its tenant gives to new accounts
record Wanted(
        Optional<UserName> user,
        Optional<Secret> password,
        Optional<String> hash,
        Terms terms,
        Optional<String> why,
        boolean usual) {

    private static final String BOTH = "an account has a password or a hash, not both";
    private static final String HASH =
            "a hash that logins can verify: argon2, bcrypt, scrypt, pbkdf2, sha-crypt or md5-crypt, up to 512 characters";

    boolean needsHash() {
        return why.isEmpty() && password.isPresent();
    }

    /// The same with the hash of its password.
    Wanted with(String made) {
        return new Wanted(user, Optional.empty(), Optional.of(made), terms, why, usual);
    }

    /// The same without its password, which is not looked at any more.
    Wanted unhashed() {
        return new Wanted(user, Optional.empty(), hash, terms, why, usual);
    }

    /// As it is stored; empty if it is refused, or its password is not hashed yet.
    Optional<Ready> ready() {
        return why.isPresent() || password.isPresent()
                ? Optional.empty()
                : Optional.of(new Ready(user.orElseThrow(), hash, terms, usual));
    }

    /// What is told of one that is refused.
    ///
    /// @param made which of them the batch makes; one that is not refused was cancelled
    Outcome refused(Made made) {
        String cancelled = made == Made.ALL_OR_NONE && hash.isPresent()
                ? "it could have been made; the job was cancelled, and makes all or none"
                : "it was not reached; the job was cancelled";
        return new Outcome(user, Optional.of(why.orElse(cancelled)));
    }

    /// What became of one.
    ///
    /// @param user whose; empty where the row has no name that somebody can have
    /// @param why it was refused; empty if it was not
    record Outcome(Optional<UserName> user, Optional<String> why) {

        static Outcome of(Row row) {
            return new Outcome(Optional.of(row.user()), row.why());
        }
    }

    static Wanted refused(String user, String why) {
        Optional<UserName> name = UserName.isValid(user) ? Optional.of(new UserName(user)) : Optional.empty();
        return new Wanted(
                name, Optional.empty(), Optional.empty(), Terms.plain("/", Set.of()), Optional.of(why), false);
    }

    /// Reads one; a wrong one is a row that is refused.
    static Wanted lenient(JsonObject object, AccountDefaults defaults, AccountBatches accounts, boolean usual) {
        try {
            return Fields.read(DefaultJson.fill(object, defaults), fields -> read(fields, accounts, usual));
        } catch (Problem problem) {
            return refused(object.getValue("user") instanceof String user ? user : "", problem.sentences());
        }
    }

    /// Reads one.
    static Optional<Wanted> read(Fields fields, AccountBatches accounts, boolean usual) {
        Optional<UserName> user = AccountFields.user(fields);
        Optional<String> hash =
                fields.present("hash") ? fields.secret("hash", HASH, text -> sound(text, accounts)) : Optional.empty();
        Terms terms = AccountFields.terms(fields, AccountFields.home(fields), AccountFields.permissions(fields));
        Optional<Secret> password = password(fields, terms.enabled());
        return user.map(name -> new Wanted(Optional.of(name), password, hash, terms, Optional.empty(), usual));
    }

    /// Who cannot log in at all can be without.
    private static Optional<Secret> password(Fields fields, boolean needed) {
        if (fields.has("hash") && fields.has("password")) {
            return fields.secret("password", BOTH, _ -> {
                throw new IllegalArgumentException("one of the two");
            });
        }
        return fields.has("hash") || (!needed && !fields.has("password"))
                ? Optional.empty()
                : fields.secret("password", AccountFields.PASSWORD, AccountFields::password);
    }

    private static String sound(String hash, AccountBatches accounts) {
        if (!accounts.isSound(hash)) {
            throw new IllegalArgumentException("not such a hash");
        }
        return hash;
    }
}
