package dev.berth.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// From octets to command lines.
@State(Scope.Thread)
public class LineReaderBench {

    private final byte[] octets = "RETR a-file-of-usual-length.txt\r\nPASV\r\nTYPE I\r\n".getBytes(ISO_8859_1);

    /// Three lines.
    @Benchmark
    public void threeLines(Blackhole sink) {
        var reader = new LineReader(new LineReader.Lines() {
            @Override
            public void line(String line) {
                sink.consume(CommandLine.parse(line));
            }

            @Override
            public void telnetRefusal(String octets) {}

            @Override
            public void lineTooLong() {}
        });
        for (byte octet : octets) {
            reader.octet(octet & 0xFF);
        }
    }
}
