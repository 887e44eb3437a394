package dev.berth.deploy.ctl.foreign;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// An account of another server, in the words of the admin API.
///
/// @param place where it stands, such as `line 3`
/// @param user its name
/// @param password what it logs in with; empty if nobody can
/// @param terms members of an account: `home`, `enabled`, `expires`, `permissions`, `access`, `login` …; those that the
///     other server does not speak of are missing
/// @param quota its own quota; empty for none
/// @param limits its own limits; empty for none
/// @param disabled why nobody logs in to it; empty if that is as the terms say
/// @param notes what of it is not carried over
public record ForeignAccount(
        String place,
        String user,
        Optional<Password> password,
        JsonObject terms,
        JsonObject quota,
        JsonObject limits,
        List<String> disabled,
        List<String> notes)
        implements Row {

    public ForeignAccount {
        disabled = List.copyOf(disabled);
        notes = List.copyOf(notes);
    }

    /// A password or its hash; never shown.
    ///
    /// @param clear whether it is the password itself
    public record Password(String text, boolean clear) {

        @Override
        public String toString() {
            return "***";
        }
    }

    /// As a batch of accounts takes it.
    public JsonObject asNew() {
        JsonObject account = terms.copy().put("user", user);
        password.ifPresent(secret -> account.put(secret.clear() ? "password" : "hash", secret.text()));
        return account;
    }

    /// What is to be told of it, whatever becomes of it; empty for nothing.
    public String saying() {
        return disabled.isEmpty() ? "" : String.join(", ", disabled) + ": made disabled";
    }

    /// The same under another name.
    public ForeignAccount named(String other) {
        return new ForeignAccount(place, other, password, terms, quota, limits, disabled, notes);
    }

    /// The same without its password, so that nobody can log in until it gets another.
    public ForeignAccount locked() {
        return new ForeignAccount(
                place, user, Optional.empty(), terms.copy().put("enabled", false), quota, limits, disabled, notes);
    }
}
