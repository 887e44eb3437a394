package dev.berth.transfer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class LineEndsTest {

    private static final String DISK = "one\ntwo\r\n\n\nthr\ree\rfour\r\r\nend\r";

    @Test
    void the_wire_gets_a_return_before_each_line_feed_that_has_none() {
        for (int cut = 0; cut <= DISK.length(); cut++) {
            var lineEnds = new LineEnds();
            String wire = text(lineEnds.toWire(octets(DISK.substring(0, cut))))
                    + text(lineEnds.toWire(octets(DISK.substring(cut))));
            assertThat(wire).as("cut at %d", cut).isEqualTo("one\r\ntwo\r\n\r\n\r\nthr\ree\rfour\r\r\nend\r");
        }
    }

    @Test
    void the_disk_loses_the_return_right_before_a_line_feed_and_no_other() {
        for (int cut = 0; cut <= DISK.length(); cut++) {
            var lineEnds = new LineEnds();
            String disk = text(lineEnds.toDisk(octets(DISK.substring(0, cut))))
                    + text(lineEnds.toDisk(octets(DISK.substring(cut))))
                    + text(lineEnds.rest());
            assertThat(disk).as("cut at %d", cut).isEqualTo("one\ntwo\n\n\nthr\ree\rfour\r\nend\r");
        }
    }

    @Test
    void what_is_added_is_what_the_conversion_adds() {
        assertThat(new LineEnds().added(octets(DISK))).isEqualTo(3);
        assertThat(text(new LineEnds().toWire(octets(DISK)))).hasSize(DISK.length() + 3);
    }

    private static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }

    private static String text(ByteBuffer octets) {
        return ISO_8859_1.decode(octets).toString();
    }
}
