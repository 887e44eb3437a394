package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.packaged.PackagedServer.Start;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No file is touched and no database is asked on an event loop: the flight recorder of the JVM saw none of it,
/// while sessions did what sessions do.
@Tag("packaged")
class LoopsIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final List<String> EVENTS =
            List.of("FileRead", "FileWrite", "FileForce", "SocketRead", "SocketWrite", "ThreadSleep");

    @TempDir
    Path directory;

    @Test
    void no_file_and_no_blocking_socket_is_used_on_an_event_loop() throws Exception {
        Path recording = directory.resolve("berth.jfr");
        Path settings = Files.writeString(directory.resolve("all.jfc"), settings());
        Start start = Start.demo(directory)
                .withVariable(
                        "BERTH_JAVA_OPTS",
                        "-XX:StartFlightRecording:dumponexit=true,filename=" + recording + ",settings=" + settings);
        try (var server = PackagedServer.serving(start)) {
            for (String tenant : List.of("north", "south")) {
                FTPClient client = Ftp.as(server.printed().tenants().get(tenant));
                work(client);
                client.disconnect();
            }
            server.assertNoLoopWasBlocked();
            server.signal("INT");
            server.ended(LIMIT);
        }
        List<RecordedEvent> all = read(recording);
        assertThat(all)
                .as("the recorder sees files at all")
                .anyMatch(event -> event.getEventType().getName().equals("jdk.FileWrite"));
        assertThat(all.stream()
                        .filter(LoopsIT::isOnALoop)
                        .filter(event -> !readsAClass(event))
                        .map(LoopsIT::told))
                .isEmpty();
    }

    private static void work(FTPClient client) throws IOException {
        byte[] content = new byte[3_000_000];
        for (int i = 0; i < 3; i++) {
            assertThat(client.storeFile("file", new ByteArrayInputStream(content)))
                    .isTrue();
            assertThat(client.appendFile("file", new ByteArrayInputStream(content)))
                    .isTrue();
            assertThat(client.retrieveFile("file", OutputStream.nullOutputStream()))
                    .isTrue();
            client.setRestartOffset(5);
            assertThat(client.retrieveFile("file", OutputStream.nullOutputStream()))
                    .isTrue();
            assertThat(client.listFiles()).isNotEmpty();
            assertThat(client.mlistDir()).isNotEmpty();
            assertThat(client.getSize("file")).isNotNull();
            assertThat(client.getModificationTime("file")).isNotNull();
            assertThat(client.makeDirectory("made")).isTrue();
            assertThat(client.rename("file", "made/file")).isTrue();
            assertThat(client.changeWorkingDirectory("made")).isTrue();
            assertThat(client.deleteFile("file")).isTrue();
            assertThat(client.changeToParentDirectory()).isTrue();
            assertThat(client.removeDirectory("made")).isTrue();
        }
    }

    private static String settings() {
        var text = new StringBuilder("<configuration version=\"2.0\">\n");
        for (String event : EVENTS) {
            text.append("<event name=\"jdk.").append(event).append("\"><setting name=\"enabled\">true</setting>");
            text.append("<setting name=\"threshold\">0 ns</setting><setting name=\"stackTrace\">true</setting>");
            text.append("<setting name=\"throttle\">off</setting></event>\n");
        }
        return text.append("</configuration>\n").toString();
    }

    private static List<RecordedEvent> read(Path recording) throws IOException {
        List<RecordedEvent> events = new ArrayList<>();
        try (var file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                events.add(file.readEvent());
            }
        }
        return events;
    }

    private static boolean isOnALoop(RecordedEvent event) {
        return event.getThread() != null
                && event.getThread().getJavaName() != null
                && event.getThread().getJavaName().startsWith("vert.x-eventloop-thread");
    }

    /// A class is read where it is needed first; that happens once.
    private static boolean readsAClass(RecordedEvent event) {
        return event.hasField("path")
                && event.getString("path") != null
                && event.getString("path").endsWith(".jar");
    }

    private static String told(RecordedEvent event) {
        return event.getEventType().getName() + " on " + event.getThread().getJavaName()
                + event.getStackTrace().getFrames().stream()
                        .map(frame -> "\n  " + frame.getMethod().getType().getName() + "."
                                + frame.getMethod().getName())
                        .collect(Collectors.joining());
    }
}
