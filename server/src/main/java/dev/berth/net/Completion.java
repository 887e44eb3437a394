package dev.berth.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.SingleThreadEventLoop;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// From Netty's futures to those of Vert.x.
final class Completion {

    private Completion() {}

    /// A future of `context` that ends as `future` does.
    static Future<Void> of(ContextInternal context, ChannelFuture future) {
        if (future.isDone() && future.isSuccess()) {
            return context.succeededFuture();
        }
        var promise = context.<Void>promise();
        future.addListener(done -> {
            if (done.isSuccess()) {
                promise.complete();
            } else {
                promise.fail(done.cause());
            }
        });
        return promise.future();
    }

    /// For what nobody can act upon when it fails, such as closing a socket.
    static void unheard(ChannelFuture ended) {
        assert ended.channel() != null;
    }

    /// Does something when the channel's loop has done everything else of this turn.
    static void afterwards(Channel channel, Runnable work) {
        ((SingleThreadEventLoop) channel.eventLoop()).executeAfterEventLoopIteration(work);
    }

    /// Does something on the channel's loop after a while.
    static void later(Channel channel, Runnable work, Duration delay) {
        var scheduled = channel.eventLoop().schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
        assert scheduled != null;
    }

    /// Does something on the channel's loop after a while, unless the channel is closed by then: what is never done is
    /// not kept for as long.
    static void whileOpen(Channel channel, Runnable work, Duration delay) {
        var scheduled = channel.eventLoop().schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(_ -> scheduled.cancel(false));
    }
}
