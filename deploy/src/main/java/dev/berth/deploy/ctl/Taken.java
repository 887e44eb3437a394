package dev.berth.deploy.ctl;

import dev.berth.deploy.ctl.foreign.ForeignAccount;
import dev.berth.deploy.ctl.foreign.Row;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What became of a row of an import.
///
/// @param why it was skipped, is disabled, or what was changed; empty if there is nothing to say
/// @param notes what of the account was not carried over
record Taken(String place, String user, State state, String why, List<String> notes) {

    enum State {
        CREATED,
        CHANGED,
        SAME,
        SKIPPED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Taken skipped(Row row, String why) {
        return new Taken(row.place(), row.user(), State.SKIPPED, joined(why.lines()), List.of());
    }

    static Taken of(ForeignAccount account, State state, String why) {
        return new Taken(
                account.place(), account.user(), state, joined(Stream.of(account.saying(), why)), account.notes());
    }

    /// The same with more to say.
    Taken saying(State now, String more) {
        return new Taken(place, user, now, joined(Stream.of(why, more)), notes);
    }

    private static String joined(Stream<String> sentences) {
        return sentences.filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
    }

    JsonObject json() {
        return new JsonObject()
                .put("place", place)
                .put("user", user)
                .put("state", state.toString())
                .put("why", why)
                .put("notes", new JsonArray(notes));
    }
}
