package dev.berth.deploy.doctor;

import io.vertx.core.json.JsonObject;

/// One thing that was tried or looked at.
///
/// @param verdict whether it is well
/// @param fault which fault it is, for programs, such as `range-closed`; `none` if it is well
/// @param what what was tried, such as `PASV at 203.0.113.5:21`
/// @param outcome what a client will experience
/// @param advice what to change; empty if nothing
public record Finding(Verdict verdict, String fault, String what, String outcome, String advice) {

    /// Whether it is well.
    public enum Verdict {
        /// Clients will not notice anything.
        WELL,
        /// Some clients will, or some day.
        DOUBTFUL,
        /// Clients will fail.
        BROKEN
    }

    static Finding well(String what, String outcome) {
        return new Finding(Verdict.WELL, "none", what, outcome, "");
    }

    static Finding doubtful(String fault, String what, String outcome, String advice) {
        return new Finding(Verdict.DOUBTFUL, fault, what, outcome, advice);
    }

    static Finding broken(String fault, String what, String outcome, String advice) {
        return new Finding(Verdict.BROKEN, fault, what, outcome, advice);
    }

    /// For people. What a server said may hold anything, and a terminal would obey it.
    public String inWords() {
        String mark = switch (verdict) {
            case WELL -> "ok    ";
            case DOUBTFUL -> "check ";
            case BROKEN -> "FAILED";
        };
        String text = mark + "  " + what + ": " + outcome;
        String all = advice.isEmpty() ? text : text + "\n        -> " + advice;
        return all.replaceAll("[[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]&&[^\n]]", "?");
    }

    /// For programs.
    public JsonObject toJson() {
        return new JsonObject()
                .put("verdict", verdict.name().toLowerCase(java.util.Locale.ROOT))
                .put("fault", fault)
                .put("what", what)
                .put("outcome", outcome)
                .put("advice", advice);
    }
}
