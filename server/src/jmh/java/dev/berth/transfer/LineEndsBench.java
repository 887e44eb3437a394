package dev.berth.transfer;

import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The conversion of TYPE A, 64 KiB of lines of 64 octets.
@State(Scope.Thread)
public class LineEndsBench {

    private final byte[] disk = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n"
            .repeat(1024)
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    private final byte[] wire = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd\r\n"
            .repeat(1024)
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

    /// LF to CR LF.
    @Benchmark
    public ByteBuffer toWire() {
        return new LineEnds().toWire(ByteBuffer.wrap(disk));
    }

    /// CR LF to LF.
    @Benchmark
    public ByteBuffer toDisk() {
        return new LineEnds().toDisk(ByteBuffer.wrap(wire));
    }
}
