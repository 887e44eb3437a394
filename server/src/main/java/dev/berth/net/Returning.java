package dev.berth.net;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/// Brings a future back to a context. What ends with a verticle's undeployment completes on that verticle's context,
/// and what would be deployed or timed there has a dying parent.
public final class Returning {

    private Returning() {}

    /// The same result, completed on a context.
    public static <T> Future<T> to(Context context, Future<T> future) {
        Promise<T> back = Promise.promise();
        future.onComplete(
                result -> context.runOnContext(_ -> back.complete(result)),
                cause -> context.runOnContext(_ -> back.fail(cause)));
        return back.future();
    }
}
