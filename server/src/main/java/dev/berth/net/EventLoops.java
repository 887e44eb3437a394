package dev.berth.net;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;

/// Which loop a context runs on.
public final class EventLoops {

    private EventLoops() {}

    /// Whether two contexts share one event loop, so that what goes from one to the other needs no other thread.
    public static boolean shared(Context one, Context other) {
        return ((ContextInternal) one).nettyEventLoop().equals(((ContextInternal) other).nettyEventLoop());
    }

    /// A promise whose listeners are called on `context`, whichever thread completes it.
    public static <T> Promise<T> promise(Context context) {
        return ((ContextInternal) context).promise();
    }

    /// Runs `what` on `context`: at once where the caller is on it, else as soon as it can.
    public static void run(Context context, Runnable what) {
        ((ContextInternal) context).execute(what);
    }
}
