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
                var inflow = new Inflow(new EmbeddedChannel(), context, _ -> Future.succeededFuture());
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
}
