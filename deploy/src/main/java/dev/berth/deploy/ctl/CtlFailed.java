package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;

/// Why a command was not done, in sentences for the person who typed it.
final class CtlFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int UNAUTHORIZED = 401;

    /// Instead of what the server says to who sends headers by hand.
    private static final String WHICH_TOKEN =
            "The server does not know the token, or it has expired (--token-file, BERTH_TOKEN_FILE, BERTH_TOKEN)";

    private final Exit exit;

    /// The exit codes of `berthctl`; 0 is success, and picocli's 2 a wrong command line.
    enum Exit {
        /// The server refused it: a value, a role, a clash, or there is no such thing.
        REFUSED(1),
        /// There is no token, or no server that answers, or the server has a fault of its own.
        UNAVAILABLE(3),
        /// The change is stored, but a node could not bring all of it into force.
        NOT_IN_FORCE(4),
        /// The doctor has found what makes clients fail.
        NOT_WELL(5);

        private final int code;

        Exit(int code) {
            this.code = code;
        }

        /// The code.
        int code() {
            return code;
        }
    }

    CtlFailed(Exit exit, String sentence) {
        super(sentence, null, false, false);
        this.exit = exit;
    }

    /// Of an answer that is a problem (RFC 9457), or should have been one.
    static CtlFailed of(int status, JsonObject problem) {
        Exit exit = status >= 500 ? Exit.UNAVAILABLE : Exit.REFUSED;
        JsonArray errors = problem.getJsonArray("errors", new JsonArray());
        String said = errors.isEmpty()
                ? problem.getString("detail", "The server answered " + status)
                : errors.stream()
                        .map(JsonObject.class::cast)
                        .map(error -> error.getString("field") + " = " + error.getString("value") + ": "
                                + error.getString("rule"))
                        .collect(Collectors.joining("\n"));
        return new CtlFailed(
                exit,
                (status == UNAUTHORIZED ? WHICH_TOKEN : said)
                        + stopped(problem.getJsonArray("steps", new JsonArray())));
    }

    /// Where a state came to a halt.
    private static String stopped(JsonArray steps) {
        long done = steps.stream()
                .filter(step -> "done".equals(((JsonObject) step).getString("state")))
                .count();
        return steps.stream()
                .map(JsonObject.class::cast)
                .filter(step -> "failed".equals(step.getString("state")))
                .findFirst()
                .map(step -> "\nStopped at: " + step.getString("action") + " " + step.getString("of") + ". " + done
                        + " of " + steps.size() + " steps are done and stay; the same document goes on from there.")
                .orElse("");
    }

    Exit exit() {
        return exit;
    }
}
