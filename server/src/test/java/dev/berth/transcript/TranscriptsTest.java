package dev.berth.transcript;

import dev.berth.NodeUnderTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Plays every transcript, one file per verb and some that go across verbs.
@Tag("transcript")
class TranscriptsTest {

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.standard();

    @TestFactory
    Stream<DynamicContainer> transcripts() throws IOException {
        return Verbs.transcripts().stream().map(TranscriptsTest::container);
    }

    private static DynamicContainer container(Path file) {
        try {
            URI uri = file.toUri();
            return DynamicContainer.dynamicContainer(
                    file.getFileName().toString(),
                    uri,
                    Transcript.read(file).stream()
                            .map(each -> DynamicTest.dynamicTest(each.title(), uri, () -> Player.play(node, each))));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }
}
