package dev.berth.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProxyHeaderTest {

    @Test
    void this_process_can_read_headers() {
        assertThat(ProxyHeader.canBeRead()).isTrue();
    }

    @Test
    void a_process_without_the_codec_says_so() {
        assertThat(ProxyHeader.canBeRead(ClassLoader.getPlatformClassLoader())).isFalse();
    }
}
