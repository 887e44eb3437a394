package dev.berth.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.PromiseInternal;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// What comes in over a data connection, gathered into few large writes. While more waits for
/// the sink than it wants to, nothing is read.
final class Inflow {

    private static final int MOST_BUFFERS = 64;
    private static final long PLENTY = 256 << 10;

    private final Channel channel;
    private final Sink sink;
    private final ReceiveMemory memory;
    private final PromiseInternal<Long> done;
    private final ArrayDeque<ByteBuf> waiting = new ArrayDeque<>();
    private long waitingOctets;
    private long taken;
    private boolean taking;
    private boolean draining;
    private boolean atEnd;
    private boolean failed;

    Inflow(Channel channel, ContextInternal context, Sink sink, ReceiveMemory memory) {
        this.channel = channel;
        this.sink = sink;
        this.memory = memory;
        this.done = context.promise();
        memory.enter();
        var _ = done.future().onComplete(_ -> memory.leave());
    }

    Future<Long> done() {
        return done.future();
    }

    long arrived() {
        return taken + waitingOctets;
    }

    /// Takes a buffer over, with its reference.
    void offer(ByteBuf octets) {
        if (failed || !octets.isReadable()) {
            octets.release();
            return;
        }
        waiting.add(octets);
        waitingOctets += octets.readableBytes();
        if (waitingOctets > mostWaiting()) {
            channel.config().setAutoRead(false);
        }
    }

    private long mostWaiting() {
        return Math.min(sink.mostWaiting(), memory.share());
    }

    /// Whether so much has come that the sink, which has nothing to do, should have it before more is read: then it is
    /// still in the processor's caches.
    boolean isPlenty() {
        return !taking && waitingOctets >= PLENTY;
    }

    /// Nothing more will come, and what came is whole.
    void end() {
        atEnd = true;
        drain();
    }

    /// The connection broke, or the sink did.
    void fail(Throwable cause) {
        if (!failed) {
            failed = true;
            releaseAll();
            done.tryFail(cause);
        }
    }

    /// Gives what waits to the sink, unless it still has something. A sink that takes at once is given the next in
    /// this loop, since nobody knows into how many pieces the client has cut what it sends.
    void drain() {
        if (draining) {
            return;
        }
        draining = true;
        while (!taking && !failed && !waiting.isEmpty()) {
            give();
        }
        draining = false;
        if (atEnd && !taking && !failed) {
            done.tryComplete(taken);
        }
    }

    private void give() {
        taking = true;
        List<ByteBuf> batch = new ArrayList<>(Math.min(MOST_BUFFERS, waiting.size()));
        long octets = 0;
        while (!waiting.isEmpty() && batch.size() < MOST_BUFFERS) {
            ByteBuf next = waiting.remove();
            octets += next.readableBytes();
            batch.add(next);
        }
        long count = octets;
        sink.take(batch.stream().map(ByteBuf::nioBuffer).toArray(ByteBuffer[]::new))
                .onComplete(_ -> took(batch, count), cause -> refused(batch, cause));
    }

    private void took(List<ByteBuf> batch, long octets) {
        batch.forEach(ByteBuf::release);
        taking = false;
        waitingOctets -= octets;
        taken += octets;
        if (waitingOctets < mostWaiting() / 2
                && !atEnd
                && !failed
                && !channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
        drain();
    }

    private void refused(List<ByteBuf> batch, Throwable cause) {
        batch.forEach(ByteBuf::release);
        fail(cause);
    }

    private void releaseAll() {
        waiting.forEach(ByteBuf::release);
        waiting.clear();
        waitingOctets = 0;
    }
}
