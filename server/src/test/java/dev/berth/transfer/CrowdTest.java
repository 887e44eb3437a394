package dev.berth.transfer;

import static dev.berth.transcript.LoggedInClient.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import dev.berth.NodeUnderTestSettings;
import dev.berth.transcript.ControlClient;
import dev.berth.transcript.LoggedInClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ten passive ports and two thousand clients at the same time, from as many addresses and from one.
@Tag("slow")
class CrowdTest {

    private static final Logger LOG = LoggerFactory.getLogger(CrowdTest.class);

    private static final int CLIENTS = 2_000;
    private static final int PORTS = 10;
    private static final int SIZE = 100_000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.with(
            NodeUnderTestSettings.STANDARD.withPassivePorts(PORTS).forCrowds(CLIENTS));

    @Test
    void from_as_many_addresses() throws Exception {
        play("addresses", i -> InetAddress.ofLiteral("127.1." + i / 250 + "." + (1 + i % 250)));
    }

    @Test
    void from_one_address() throws Exception {
        play("one address", _ -> InetAddress.ofLiteral("127.0.0.9"));
    }

    private static void play(String what, IntFunction<InetAddress> address) throws Exception {
        var person = node.person("acme");
        byte[] content = new byte[SIZE];
        for (int i = 0; i < SIZE; i++) {
            content[i] = (byte) (i ^ i >>> 8);
        }
        Files.write(person.home().resolve("file"), content);
        var loggedIn = new CountDownLatch(CLIENTS);
        var connected = new CountDownLatch(CLIENTS);
        long begin = System.nanoTime();
        List<Long> waits = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                InetAddress from = address.apply(i);
                clients.add(threads.submit(() -> client(person, from, content, loggedIn, connected)));
            }
            for (Future<Long> client : clients) {
                waits.add(client.get(120, TimeUnit.SECONDS));
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(connected.getCount() + " of " + CLIENTS + " had no data connection", e);
        }
        long[] sorted = waits.stream().mapToLong(Long::longValue).sorted().toArray();
        LOG.info(
                "{} simultaneous downloads over {} ports from {}: {} ms; wait for a port p50 {} ms, p99 {} ms, most {} ms",
                CLIENTS,
                PORTS,
                what,
                millis(System.nanoTime() - begin),
                millis(sorted[CLIENTS / 2]),
                millis(sorted[CLIENTS * 99 / 100]),
                millis(sorted[CLIENTS - 1]));
        assertThat(Duration.ofNanos(sorted[CLIENTS * 99 / 100])).isLessThan(LONGEST_WAIT);
        node.leaks().check(person);
    }

    /// Everybody has a data connection before anybody's file moves.
    ///
    /// @return how long the reply to EPSV took
    private static long client(
            NodeUnderTestPerson person,
            InetAddress from,
            byte[] content,
            CountDownLatch loggedIn,
            CountDownLatch connected)
            throws IOException, InterruptedException {
        try (ControlClient control = LoggedInClient.of(node.control("acme"), person, from)) {
            loggedIn.countDown();
            loggedIn.await();
            long asked = System.nanoTime();
            InetSocketAddress port = LoggedInClient.passive(control);
            long wait = System.nanoTime() - asked;
            try (var data = new Socket()) {
                data.bind(new InetSocketAddress(from, 0));
                data.connect(port, 10_000);
                data.setSoTimeout(60_000);
                connected.countDown();
                connected.await();
                must(control.ask("RETR file"), 150);
                byte[] received = data.getInputStream().readAllBytes();
                assertThat(Arrays.equals(received, content))
                        .as("the file is right")
                        .isTrue();
                must(control.reply(), 226);
            }
            return wait;
        }
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
