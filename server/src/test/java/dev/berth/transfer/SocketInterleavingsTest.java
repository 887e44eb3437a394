package dev.berth.transfer;

import static dev.berth.transcript.LoggedInClient.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import dev.berth.NodeUnderTestSettings;
import dev.berth.transcript.ControlClient;
import dev.berth.transcript.DataClient;
import dev.berth.transcript.LoggedInClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A thousand random rounds over sockets: sessions behind two addresses share three ports, connect early, late,
/// twice or not at all, ask again and change their mind, while strangers knock. Each session fetches its own file;
/// nobody ever gets another's.
class SocketInterleavingsTest {

    private static final int SESSIONS = 8;
    private static final int ROUNDS = 125;

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.with(
            NodeUnderTestSettings.STANDARD.withPassivePorts(3).forCrowds(SESSIONS));

    private static final InetAddress STRANGER = InetAddress.ofLiteral("127.0.0.77");

    @Test
    void nobody_gets_anothers_data() throws Exception {
        var fetched = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> sessions = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                var person = node.person("acme");
                var random = new Random(i);
                InetAddress from = InetAddress.ofLiteral("127.0.0." + (10 + i % 2));
                sessions.add(threads.submit(() -> {
                    play(person, from, random, fetched);
                    return null;
                }));
            }
            for (Future<?> session : sessions) {
                session.get(120, TimeUnit.SECONDS);
            }
        }
        assertThat(fetched.get()).isGreaterThan(SESSIONS * ROUNDS / 2);
        node.leaks().check(node.person("acme"));
    }

    private static void play(NodeUnderTestPerson person, InetAddress from, Random random, AtomicInteger fetched)
            throws IOException {
        String content = person.user() + " " + "x".repeat(random.nextInt(5_000));
        Files.writeString(person.home().resolve("mine"), content);
        try (ControlClient control = LoggedInClient.of(node.control("acme"), person, from)) {
            for (int i = 0; i < ROUNDS; i++) {
                InetSocketAddress port = passive(control);
                switch (random.nextInt(10)) {
                    case 0 -> must(control.ask("PORT " + from.getHostAddress().replace('.', ',') + ",200,200"), 200);
                    case 1 -> {
                        stranger(port);
                        fetch(control, port, from, content, true);
                        fetched.incrementAndGet();
                    }
                    case 2 -> {
                        fetch(control, passive(control), from, content, false);
                        fetched.incrementAndGet();
                    }
                    default -> {
                        fetch(control, port, from, content, random.nextBoolean());
                        fetched.incrementAndGet();
                    }
                }
            }
        }
    }

    /// All ports may be in quarantine for a moment; then there is 425, and one asks again.
    private static InetSocketAddress passive(ControlClient control) throws IOException {
        while (true) {
            var answer = control.ask("EPSV");
            if (answer.code() == 229) {
                int port = Integer.parseInt(answer.text().replaceAll("(?s).*\\(\\|\\|\\|(\\d+)\\|\\).*", "$1"));
                return new InetSocketAddress(control.server().getAddress(), port);
            }
            must(answer, 425);
        }
    }

    private static void fetch(
            ControlClient control, InetSocketAddress port, InetAddress from, String content, boolean commandFirst)
            throws IOException {
        if (commandFirst) {
            control.send("RETR mine\r\n");
            must(control.reply(), 150);
        }
        try (DataClient data = DataClient.dial(port, from, false)) {
            if (!commandFirst) {
                must(control.ask("RETR mine"), 150);
            }
            assertThat(data.received()).isEqualTo(content);
            must(control.reply(), 226);
        }
    }

    private static void stranger(InetSocketAddress port) throws IOException {
        try (DataClient stranger = DataClient.dial(port, STRANGER, false)) {
            stranger.awaitEnd();
            assertThat(stranger.sofar()).isEmpty();
        } catch (SocketException _) {
            // Sent away even before it knew that it was connected.
        }
    }
}
