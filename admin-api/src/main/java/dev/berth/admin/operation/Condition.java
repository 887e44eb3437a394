package dev.berth.admin.operation;

import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// The condition of a change (If-Match) of what has no revision of its own, but a content: it is read, and compared.
/// It holds against other changes at this node, where operations that use it are [Operation#inTurn].
public final class Condition {

    private Condition() {}

    /// The revision of what has none of its own: the same for the same content of the same thing.
    ///
    /// @param thing what it is, such as the key of its tenant, of which no other one has the same
    /// @param content what of it can be changed
    public static long revision(Object thing, JsonObject content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((thing + "\n" + content.encode()).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong() & Long.MAX_VALUE;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Holds if the thing is as the caller has seen it, or if the caller has not said how that was.
    ///
    /// @param reading reads it
    /// @return fails with 412, and as `reading` does
    public static Future<Void> require(Call call, Supplier<Future<Answer>> reading) {
        return call.seen().isEmpty()
                ? Future.succeededFuture()
                : reading.get()
                        .compose(now ->
                                compare(call, OptionalLong.of(now.revision().orElse(Tags.NONE))));
    }

    /// The same of a thing that the call makes if it is not there: then nobody has seen it.
    public static Future<Void> requireThere(Call call, Supplier<Future<Answer>> reading) {
        return require(call, reading)
                .recover(cause -> isMissing(cause) ? compare(call, OptionalLong.empty()) : Future.failedFuture(cause));
    }

    private static Future<Void> compare(Call call, OptionalLong now) {
        long seen = call.seen().orElseThrow();
        return seen != Tags.NONE && now.isPresent() && now.getAsLong() == seen
                ? Future.succeededFuture()
                : Future.failedFuture(Problem.of(Kind.STALE, Tags.STALE));
    }

    private static boolean isMissing(Throwable cause) {
        return switch (cause) {
            case Problem problem -> problem.kind() == Kind.NOT_FOUND;
            case DirectoryRefused refused -> refused.reason() == Reason.NOT_FOUND;
            default -> false;
        };
    }
}
