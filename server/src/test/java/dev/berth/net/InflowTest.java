package dev.berth.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.storage.Awaiting;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import org.junit.jupiter.api.Test;

/// What comes in over a data connection.
class InflowTest {

    /// As a sink is that writes to memory; the records of TLS may have one octet each.
    @Test
    void very_many_small_pieces_go_to_a_sink_that_takes_them_at_once() {
        var vertx = Vertx.vertx();
        Promise<Long> arrived = Promise.promise();
        var context = (ContextInternal) vertx.getOrCreateContext();
        context.runOnContext(_ -> {
            try {
                var inflow = new Inflow(
                        new EmbeddedChannel(), context, _ -> Future.succeededFuture(), new ReceiveMemory(1 << 20));
                for (int i = 0; i < 65_536; i++) {
                    inflow.offer(Unpooled.wrappedBuffer(new byte[1]));
                }
                inflow.drain();
                inflow.end();
                inflow.done().onComplete(arrived);
            } catch (Throwable failure) {
                arrived.fail(failure);
            }
        });

        assertThat(Awaiting.await(arrived.future())).isEqualTo(65_536L);
        Awaiting.await(vertx.close());
    }

    @Test
    void an_upload_stops_reading_at_its_share_of_the_memory_and_goes_on_when_it_is_stored() {
        var vertx = Vertx.vertx();
        var memory = new ReceiveMemory(1 << 20);
        var channel = new EmbeddedChannel();
        Promise<Void> stored = Promise.promise();
        Promise<Void> checked = Promise.promise();
        var context = (ContextInternal) vertx.getOrCreateContext();
        context.runOnContext(_ -> {
            try {
                for (int others = 0; others < 3; others++) {
                    memory.enter();
                }
                var inflow = new Inflow(channel, context, _ -> stored.future(), memory);
                assertThat(memory.share()).isEqualTo(256 << 10);
                channel.config().setAutoRead(true);
                inflow.offer(Unpooled.wrappedBuffer(new byte[256 << 10]));
                inflow.drain();
                assertThat(channel.config().isAutoRead()).isTrue();
                inflow.offer(Unpooled.wrappedBuffer(new byte[1]));
                assertThat(channel.config().isAutoRead()).isFalse();
                stored.complete();
                inflow.done().onComplete(_ -> {
                    assertThat(memory.share()).isEqualTo((1 << 20) / 3);
                    checked.complete();
                });
                context.runOnContext(_ -> {
                    assertThat(channel.config().isAutoRead()).isTrue();
                    inflow.end();
                });
            } catch (Throwable failure) {
                checked.fail(failure);
            }
        });

        Awaiting.await(checked.future());
        Awaiting.await(vertx.close());
    }

    @Test
    void reads_are_small_when_very_many_upload() {
        var memory = new ReceiveMemory(4 << 20);
        assertThat(memory.read(256 << 10)).isEqualTo(256 << 10);
        for (int uploads = 0; uploads < 32; uploads++) {
            memory.enter();
        }
        assertThat(memory.read(256 << 10)).isEqualTo(32 << 10);
        for (int uploads = 0; uploads < 10_000; uploads++) {
            memory.enter();
        }
        assertThat(memory.read(256 << 10)).isEqualTo(16 << 10);
    }
}
