package dev.berth.admin.problem;

import dev.berth.tenant.DirectoryRefused;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// Why a request was not done, as RFC 9457 has it. Nothing in it is the text of an exception that was not made for
/// an administrator.
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int FEW = 5;
    private static final int LONGEST_SENTENCES = 1000;

    private final Kind kind;
    private final transient List<FieldFault> faults;
    private final transient JsonObject more;

    private Problem(Kind kind, String detail, List<FieldFault> faults, JsonObject more) {
        super(detail, null, false, false);
        this.kind = kind;
        this.faults = List.copyOf(faults);
        this.more = more;
    }

    /// What kind of refusal, with the status and the title that go with it.
    public enum Kind {
        /// The body is not what HTTP or JSON say.
        MALFORMED(400, "The request cannot be read"),
        /// There is no valid token.
        UNAUTHORIZED(401, "A valid token is needed"),
        /// The token's role may not do it.
        FORBIDDEN(403, "The token's role may not do this"),
        /// No such thing, or none that the caller may see.
        NOT_FOUND(404, "There is no such thing"),
        /// The path has other methods.
        METHOD_NOT_ALLOWED(405, "The path has other methods"),
        /// The client takes none of the types that there are.
        NOT_ACCEPTABLE(406, "There is no answer of a type that the client takes"),
        /// The body has not come in time.
        TIMEOUT(408, "The body has not come in time"),
        /// It clashes with what is there.
        CONFLICT(409, "It clashes with what is there"),
        /// The caller has seen an older state.
        STALE(412, "It has changed since"),
        /// The body is longer than is read.
        TOO_LARGE(413, "The body is too large"),
        /// The first line is longer than is read.
        LONG_TARGET(414, "The path is too long"),
        /// The body is of another type.
        UNSUPPORTED(415, "The body is of another type"),
        /// The client expects what the server does not do.
        EXPECTATION(417, "The server does not do what is expected"),
        /// A value breaks its rule.
        INVALID(422, "A value breaks its rule"),
        /// The caller calls too often.
        TOO_MANY(429, "Too many calls"),
        /// The headers are longer than is read.
        LONG_HEADERS(431, "The headers are too long"),
        /// A fault of the server's own.
        INTERNAL(500, "The server met a fault of its own"),
        /// The server cannot do it at the moment.
        UNAVAILABLE(503, "The server cannot do it at the moment");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        /// The HTTP status.
        public int status() {
            return status;
        }
    }

    /// Of a request that is refused as a whole.
    ///
    /// @param detail a sentence for the administrator
    public static Problem of(Kind kind, String detail) {
        return new Problem(kind, detail, List.of(), new JsonObject());
    }

    /// Of a request with values that break their rules.
    ///
    /// @param faults all of them, at least one
    public static Problem invalid(List<FieldFault> faults) {
        return new Problem(
                Kind.INVALID,
                faults.size() == 1 ? faults.getFirst().toString() : faults.size() + " values break their rules",
                faults,
                new JsonObject());
    }

    /// Of a change that clashes with what there is.
    ///
    /// @param faults where it clashes, at least one
    public static Problem conflict(List<FieldFault> faults) {
        return new Problem(
                Kind.CONFLICT,
                faults.size() == 1 ? faults.getFirst().toString() : faults.size() + " values clash with what is there",
                faults,
                new JsonObject());
    }

    /// The same with one more member of the body (RFC 9457 §3.2).
    public Problem with(String member, Object value) {
        return new Problem(
                kind, String.valueOf(getMessage()), faults, more.copy().put(member, value));
    }

    /// Of a change that the directory refused.
    public static Problem of(DirectoryRefused refused) {
        Kind kind = switch (refused.reason()) {
            case NOT_FOUND -> Kind.NOT_FOUND;
            case ALREADY_EXISTS, CONFLICT -> Kind.CONFLICT;
            case INVALID -> Kind.INVALID;
            case STALE -> Kind.STALE;
        };
        var fault = FieldFault.of(refused.field(), refused.value(), refused.rule());
        return new Problem(kind, fault.toString(), List.of(fault), new JsonObject());
    }

    /// What values are wrong; empty if it is refused as a whole.
    public List<FieldFault> faults() {
        return faults;
    }

    /// What kind of refusal.
    public Kind kind() {
        return kind;
    }

    /// What is wrong, in one line of at most 1000 characters: the first few faults, and whether there are more.
    public String sentences() {
        String few =
                faults.stream().limit(FEW).map(FieldFault::toString).collect(java.util.stream.Collectors.joining("; "));
        String all = faults.isEmpty() ? String.valueOf(getMessage()) : few + (faults.size() > FEW ? "; and more" : "");
        return all.length() <= LONGEST_SENTENCES ? all : all.substring(0, LONGEST_SENTENCES - 1) + "…";
    }

    /// The body.
    public JsonObject toJson() {
        var json = new JsonObject()
                .put("title", kind.title)
                .put("status", kind.status)
                .put("detail", getMessage());
        if (!faults.isEmpty()) {
            json.put(
                    "errors",
                    new JsonArray(faults.stream().map(FieldFault::toJson).toList()));
        }
        return json.mergeIn(more);
    }
}
