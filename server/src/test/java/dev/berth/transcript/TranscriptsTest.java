package dev.berth.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.NodeUnderTest;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Plays every transcript, one file per verb and some that go across verbs.
@Tag("transcript")
class TranscriptsTest {

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.standard();

    @TestFactory
    Stream<DynamicContainer> transcripts() throws IOException {
        return files().stream().map(TranscriptsTest::container);
    }

    /// One file per verb: a verb without one has no specification.
    @Test
    void every_verb_has_a_transcript() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (String verb : Verbs.OFFICIAL) {
            missing.add(verb.toLowerCase(java.util.Locale.ROOT) + ".txt");
        }
        for (Path file : files()) {
            missing.remove(file.getFileName().toString());
        }
        assertEquals(Set.of(), missing);
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

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(
                Path.of(TranscriptsTest.class.getResource("/transcripts").toURI()))) {
            return all.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
