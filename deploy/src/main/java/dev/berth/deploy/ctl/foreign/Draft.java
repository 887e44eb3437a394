package dev.berth.deploy.ctl.foreign;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.deploy.ctl.foreign.ForeignAccount.Password;
import dev.berth.tenant.Limit;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.regex.Pattern;

/// A [ForeignAccount] in the making. Each method takes a field as the foreign file writes it; one that is empty or `0`
/// where a number limits something says nothing.
final class Draft {

    private static final int LONGEST_SHOWN = 100;
    private static final Pattern NUMBERS = Pattern.compile("[0-9.,:/]+");

    /// What stands for a hash that is elsewhere, or for none (`*NP*` and `*LK*` of Solaris).
    private static final Set<String> NOT_A_HASH = Set.of("x", "NP*", "LK*");

    private final Source source;
    private final String place;
    private final String user;
    private final JsonObject terms = new JsonObject();
    private final JsonObject quota = new JsonObject();
    private final JsonObject limits = new JsonObject();
    private final List<String> notes = new ArrayList<>();
    private final List<String> disabled = new ArrayList<>();
    private Optional<Password> password = Optional.empty();

    Draft(Source source, String place, String user) {
        this.source = source;
        this.place = place;
        this.user = user;
        if (user.isEmpty()) {
            throw new RowRefused("user is empty");
        }
        terms.put("home", "/" + user);
    }

    ForeignAccount done() {
        return new ForeignAccount(place, user, password, terms, quota, limits, disabled, notes);
    }

    Draft clear(String text) {
        password = Optional.of(new Password(text, true));
        return this;
    }

    /// A hash as `crypt(3)` writes it, or with a mark that locks it.
    @CanIgnoreReturnValue
    Draft hash(String text) {
        String hash = text.replaceFirst("^[!*]+", "");
        if (hash.isEmpty() || NOT_A_HASH.contains(hash)) {
            throw new RowRefused(text.isEmpty() ? "password is empty" : "password is locked: nobody logs in with it");
        }
        if (hash.length() != text.length()) {
            disabled("is locked");
        }
        password = Optional.of(new Password(hash, false));
        return this;
    }

    /// A directory of the other server; what it calls its root becomes the tenant's storage root.
    Draft home(String text) {
        if (text.isEmpty()) {
            return this;
        }
        int jail = (text + "/").indexOf("/./");
        String directory = jail < 0 ? text : text.substring(0, jail);
        if (!text.startsWith("/") || Arrays.asList(text.split("/")).contains("..")) {
            throw new RowRefused("home", "is an absolute path without ..");
        }
        if (jail >= 0 && jail + 3 < text.length()) {
            notes.add("home begins below " + shown(directory) + " and logs in at " + shown(text.substring(jail + 2)));
        }
        String root = tidy(source.root());
        String home = tidy(directory);
        if (!home.equals(root) && !home.startsWith(root.equals("/") ? "/" : root + "/")) {
            throw new RowRefused("home", "is not below the --root " + root);
        }
        String below = root.equals("/") ? home : home.substring(root.length());
        terms.put("home", below.isEmpty() ? "/" : below);
        return this;
    }

    private static String tidy(String path) {
        return path.replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
    }

    Draft quota(String field, String text, String member) {
        positive(field, text, number -> number).ifPresent(number -> quota.put(member, number));
        return this;
    }

    /// What cannot be set becomes the nearest that can; where that is more than the other server allows, nobody logs in
    /// until somebody has said what shall hold.
    ///
    /// @param unit makes what the API counts in
    Draft limit(String field, String text, String member, LongUnaryOperator unit) {
        Limit limit = Limit.named(member).orElseThrow();
        positive(field, text, unit).ifPresent(number -> {
            long nearest = limit.nearest(number);
            limits.put(member, nearest);
            if (nearest != number) {
                note(field + " " + number + ", it is " + nearest + " now");
            }
            if (nearest > number) {
                disabled(field + " is less than can be set");
            }
        });
        return this;
    }

    Draft limit(String field, String text, String member) {
        return limit(field, text, member, number -> number);
    }

    private static Optional<Long> positive(String field, String text, LongUnaryOperator unit) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("\\d{1,15}")) {
            throw new RowRefused(field, "is a whole number from 0 on");
        }
        long number = unit.applyAsLong(Long.parseLong(text));
        return number == 0 ? Optional.empty() : Optional.of(number);
    }

    /// Nobody logs in to it.
    @CanIgnoreReturnValue
    Draft disabled(String why) {
        disabled.add(why);
        return term("enabled", false);
    }

    @CanIgnoreReturnValue
    Draft term(String member, Object value) {
        terms.put(member, value);
        return this;
    }

    /// From where, and when, logins come.
    Draft login(List<String> allowed, List<String> denied, JsonArray hours) {
        if (!allowed.isEmpty() || !denied.isEmpty() || !hours.isEmpty()) {
            terms.put(
                    "login",
                    new JsonObject()
                            .put("allowedNetworks", new JsonArray(allowed))
                            .put("deniedNetworks", new JsonArray(denied))
                            .put("hours", hours));
        }
        return this;
    }

    /// Something of the account that is not carried over.
    @CanIgnoreReturnValue
    Draft note(String text) {
        notes.add(text);
        return this;
    }

    /// The same, if a field says something, which is shown if it consists of numbers: in a line that has a field too
    /// many
    /// it may be the password.
    @CanIgnoreReturnValue
    Draft noteIf(String text, String what) {
        return text.isEmpty() || text.equals("0")
                ? this
                : note(NUMBERS.matcher(text).matches() ? what + " " + shown(text) : what);
    }

    /// Whom the files belong to, which is not carried over. What is no number is not shown: in a line that lacks a
    /// field it may be the password.
    @CanIgnoreReturnValue
    Draft owner(String uid, String gid) {
        return noteIf(uid.matches("\\d+") ? uid : "", "uid").noteIf(gid.matches("\\d+") ? gid : "", "gid");
    }

    static String shown(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }
}
