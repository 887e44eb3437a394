package dev.berth.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

/// What data connections are read into.
final class LargeReadsTest {

    private static final int LARGEST = 256 << 10;

    private final ExtendedHandle reads = reads();

    private static ExtendedHandle reads() {
        var handle = (ExtendedHandle) LargeReads.ALL.newHandle();
        handle.reset(new EmbeddedChannel().config());
        return handle;
    }

    @Test
    void beginsSmall() {
        ByteBuf first = allocate();
        assertThat(first.capacity()).isLessThan(LARGEST / 8);
        first.release();
    }

    @Test
    void usesAgainWhatWasGivenBack() {
        fill();
        ByteBuf one = allocate();
        ByteBuf other = allocate();
        assertThat(one.capacity()).isEqualTo(LARGEST);
        assertThat(one).isNotSameAs(other);
        one.writeLong(1).skipBytes(Integer.BYTES);
        one.release();
        ByteBuf again = allocate();
        assertThat(again).isSameAs(one);
        assertThat(again.refCnt()).isOne();
        assertThat(again.readerIndex()).isZero();
        assertThat(again.isReadable()).isFalse();
        assertThat(again.writableBytes()).isEqualTo(LARGEST);
        again.release();
        other.release();
    }

    @Test
    void freesWhatAnotherThreadGivesBack() throws InterruptedException {
        fill();
        ByteBuf strayed = allocate();
        Thread thread = Thread.ofPlatform().start(strayed::release);
        thread.join();
        assertThat(strayed.refCnt()).isZero();
        ByteBuf next = allocate();
        assertThat(next).isNotSameAs(strayed);
        next.release();
    }

    private void fill() {
        for (int i = 0; i < 4; i++) {
            int guess = reads.guess();
            reads.attemptedBytesRead(guess);
            reads.lastBytesRead(guess);
            reads.readComplete();
        }
    }

    private ByteBuf allocate() {
        return reads.allocate(ByteBufAllocator.DEFAULT);
    }
}
