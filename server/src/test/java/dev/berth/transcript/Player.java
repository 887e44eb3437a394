package dev.berth.transcript;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// Plays a transcript against a running node, on connections of its own and with a new account.
final class Player {

    private final NodeUnderTest node;
    private final Transcript transcript;
    private final NodeUnderTestPerson person;
    private final Scene scene;
    private final Map<Integer, Seat> seats = new HashMap<>();

    private Player(NodeUnderTest node, Transcript transcript) {
        this.node = node;
        this.transcript = transcript;
        this.person = node.person(tenant(transcript));
        this.scene = new Scene(node, person);
    }

    /// Plays all of it, then looks for leaks.
    ///
    /// @throws AssertionError if something else came; it shows the transcript up to there
    static void play(NodeUnderTest node, Transcript transcript) throws IOException {
        new Player(node, transcript).play();
    }

    private void play() throws IOException {
        Line at = transcript.lines().getLast();
        try {
            for (Line line : transcript.lines()) {
                at = line;
                step(line, seats.computeIfAbsent(line.client(), _ -> new Seat(node, person)));
            }
            for (Seat seat : seats.values()) {
                String unread = seat.unread();
                if (!unread.isEmpty()) {
                    throw new AssertionError("nobody waited for this: " + Escapes.show(unread));
                }
            }
        } catch (IOException | AssertionError e) {
            throw new AssertionError(shown(at, String.valueOf(e.getMessage())), e);
        } finally {
            for (Seat seat : seats.values()) {
                seat.close();
            }
            scene.end();
        }
        node.leaks().check(person);
    }

    private void step(Line line, Seat seat) throws IOException {
        switch (line) {
            case Line.Sent sent -> seat.send(sent.octets(), sent.held());
            case Line.Replied replied -> {
                Answer answer = seat.reply();
                if (!replied.expected().matches(answer)) {
                    throw new AssertionError(answer.toString());
                }
            }
            case Line.Signalled signalled -> {
                String octets = seat.control().octets(signalled.octets().length());
                if (!octets.equals(signalled.octets())) {
                    throw new AssertionError(Escapes.show(octets));
                }
            }
            case Line.Closed _ -> seat.control().awaitClose();
            case Line.Uploaded uploaded -> {
                seat.data().send(uploaded.octets().getBytes(ISO_8859_1));
                if (uploaded.last()) {
                    seat.data().finish();
                }
            }
            case Line.Downloaded downloaded -> {
                String received = seat.received();
                if (!downloaded.expected().matches(received)) {
                    throw new AssertionError("over the data connection: " + Escapes.show(received));
                }
            }
            case Line.Directed directed -> scene.direct(directed.direction(), seat);
        }
    }

    /// The transcript up to the line that failed, with what came instead.
    private String shown(Line failed, String instead) {
        var shown = new StringBuilder(transcript.file())
                .append(':')
                .append(failed.number())
                .append(" (")
                .append(transcript.title())
                .append(")\n");
        for (int i = 0; i <= failed.number() - transcript.first(); i++) {
            shown.append("    ").append(utf8(transcript.source().get(i))).append('\n');
        }
        return shown.append("came instead:\n    ")
                .append(instead.replace("\n", "\n    "))
                .toString();
    }

    private static String utf8(String octets) {
        return new String(octets.getBytes(ISO_8859_1), UTF_8);
    }

    /// The account's tenant must be known before the first line is played.
    private static String tenant(Transcript transcript) {
        for (Line line : transcript.lines()) {
            if (line instanceof Line.Directed directed
                    && directed.client() == 1
                    && directed.direction().startsWith("given tenant ")) {
                return directed.direction().substring("given tenant ".length());
            }
        }
        return "acme";
    }
}
