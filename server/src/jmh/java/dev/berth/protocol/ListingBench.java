package dev.berth.protocol;

import java.time.Instant;
import java.time.ZoneOffset;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// From facts to lines of LIST and MLSD.
@State(Scope.Thread)
public class ListingBench {

    private final Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final FileFacts facts = new FileFacts(
            "entry-0000001", FileFacts.Kind.FILE, 12_345, now.minusSeconds(86_400), 0644, 1000, 1000, 1, 64, 1_234_567);
    private final StringBuilder text = new StringBuilder(256);

    /// One line of LIST.
    @Benchmark
    public StringBuilder list() {
        text.setLength(0);
        new ListLine(now, ZoneOffset.UTC).append(text, facts);
        return text;
    }

    /// One line of MLSD.
    @Benchmark
    public StringBuilder mlsd() {
        text.setLength(0);
        new FactLine(Fact.ALL).append(text, facts, "file", "adfrw", "entry-0000001");
        return text;
    }
}
