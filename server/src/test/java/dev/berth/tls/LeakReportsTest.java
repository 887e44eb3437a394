package dev.berth.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.net.LeakReports;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// What the other tests here rely on: a buffer that nobody has released is reported.
class LeakReportsTest {

    @Test
    void what_is_not_released_is_reported() {
        Assumptions.assumeTrue(ResourceLeakDetector.getLevel() == Level.PARANOID, "runs with leak detection only");
        assertThat(LeakReports.take()).isEmpty();
        lose();
        assertThat(LeakReports.take()).isNotEmpty();
    }

    private static void lose() {
        assertThat(ByteBufAllocator.DEFAULT.directBuffer(16).isReadable()).isFalse();
    }
}
