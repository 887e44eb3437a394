package dev.berth.transcript;

import static dev.berth.transcript.LoggedInClient.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import dev.berth.NodeUnderTestSettings;
import dev.berth.quota.Amount;
import dev.berth.quota.Quota;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Quotas as clients meet them. After each test the books agree with the disk to the octet.
class QuotaTest {

    private static final int SIZE = 30_000;

    /// With ports for fifty clients of one address at the same time.
    @RegisterExtension
    static final NodeUnderTest NODE = NodeUnderTest.with(NodeUnderTestSettings.STANDARD.withPassivePorts(64));

    private NodeUnderTestPerson person;

    @BeforeEach
    void person() {
        person = NODE.person("acme");
    }

    @AfterEach
    void the_books_agree_with_the_disk() throws IOException {
        long octets = 0;
        long files = 0;
        try (Stream<Path> all = Files.walk(person.home())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                octets += Files.size(file);
                files++;
            }
        }
        Amount booked = person.booked();
        assertThat(new Amount(booked.octets(), booked.files(), 0)).isEqualTo(new Amount(octets, files, 0));
    }

    private int store(ControlClient client, String command, int octets) throws IOException {
        try (DataClient data = DataClient.dial(LoggedInClient.passive(client), null, false)) {
            Answer first = client.ask(command);
            if (first.code() != 150) {
                return first.code();
            }
            data.send(new byte[octets]);
            data.finish();
            return client.reply().code();
        } catch (IOException reset) {
            return client.reply().code(); // the server has ended the data connection: it says why
        }
    }

    private List<Integer> atOnce(int count, boolean announced) throws Exception {
        List<Future<Integer>> running = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(count)) {
            for (int i = 0; i < count; i++) {
                String name = "f" + i;
                Callable<Integer> one = () -> {
                    try (ControlClient client = LoggedInClient.of(NODE, person)) {
                        if (announced) {
                            Answer room = client.ask("ALLO " + SIZE);
                            if (room.code() != 200) {
                                return room.code();
                            }
                        }
                        return store(client, "STOR " + name, SIZE);
                    }
                };
                running.add(clients.submit(one));
            }
        }
        List<Integer> codes = new ArrayList<>();
        for (Future<Integer> each : running) {
            codes.add(each.get());
        }
        return codes;
    }

    @Test
    void of_fifty_announced_uploads_exactly_those_complete_that_there_is_room_for() throws Exception {
        person.limit(new Quota(20L * SIZE, Quota.UNLIMITED, Quota.UNLIMITED));
        List<Integer> codes = atOnce(50, true);
        assertThat(codes).containsOnly(226, 552);
        assertThat(codes.stream().filter(code -> code == 226)).hasSize(20);
    }

    @Test
    void of_fifty_unannounced_uploads_no_more_complete_than_there_is_room_for() throws Exception {
        person.limit(new Quota(20L * SIZE, Quota.UNLIMITED, Quota.UNLIMITED));
        List<Integer> codes = atOnce(50, false);
        assertThat(codes).containsOnly(226, 552);
        assertThat(codes.stream().filter(code -> code == 226).count()).isBetween(1L, 20L);
        assertThat(person.booked().octets()).isLessThanOrEqualTo(20L * SIZE);
    }

    @Test
    void an_overwrite_is_charged_the_difference_and_leaves_the_old_file_when_it_is_refused() throws Exception {
        person.limit(new Quota(SIZE, 1, Quota.UNLIMITED));
        try (ControlClient client = LoggedInClient.of(NODE, person)) {
            assertThat(store(client, "STOR f", SIZE)).isEqualTo(226);
            assertThat(store(client, "STOR f", SIZE)).isEqualTo(226);
            assertThat(store(client, "STOR f", SIZE + 1)).isEqualTo(552);
            assertThat(Files.size(person.home().resolve("f"))).isEqualTo(SIZE);
            assertThat(store(client, "STOR other", 1)).isEqualTo(552);
            assertThat(store(client, "STOR f", 10)).isEqualTo(226);
            assertThat(person.booked().octets()).isEqualTo(10);
        }
    }

    @Test
    void appending_resuming_deleting_and_renaming_are_accounted() throws Exception {
        person.limit(new Quota(1_000, 10, Quota.UNLIMITED));
        try (ControlClient client = LoggedInClient.of(NODE, person)) {
            assertThat(store(client, "APPE a", 400)).isEqualTo(226);
            assertThat(store(client, "APPE a", 400)).isEqualTo(226);
            assertThat(store(client, "APPE a", 400)).isEqualTo(552);
            must(client.ask("REST 100"), 350);
            assertThat(store(client, "STOR a", 100)).isEqualTo(226);
            assertThat(person.booked())
                    .isEqualTo(new Amount(200, 1, person.booked().volume()));
            assertThat(store(client, "STOR b", 700)).isEqualTo(226);
            must(client.ask("RNFR a"), 350);
            must(client.ask("RNTO b"), 250);
            assertThat(person.booked().octets()).isEqualTo(200);
            must(client.ask("DELE b"), 250);
            assertThat(person.booked().octets()).isZero();
            must(client.ask("ALLO 1000"), 200);
            must(client.ask("ALLO 1001"), 552);
        }
    }

    @Test
    void a_file_that_is_removed_while_it_is_replaced_gives_no_room() throws Exception {
        person.limit(new Quota(SIZE, 1, Quota.UNLIMITED));
        try (ControlClient client = LoggedInClient.of(NODE, person);
                ControlClient other = LoggedInClient.of(NODE, person)) {
            assertThat(store(client, "STOR f", SIZE)).isEqualTo(226);
            try (DataClient data = DataClient.dial(LoggedInClient.passive(client), null, false)) {
                must(client.ask("STOR f"), 150);
                data.send(new byte[SIZE]);
                awaitFilesOfSize(2);
                must(other.ask("DELE f"), 250);
                assertThat(store(other, "STOR g", SIZE)).isEqualTo(226);
                data.finish();
                must(client.reply(), 552);
            }
            assertThat(Files.exists(person.home().resolve("f"))).isFalse();
            must(other.ask("DELE g"), 250);
            try (DataClient data = DataClient.dial(LoggedInClient.passive(client), null, false)) {
                assertThat(store(other, "STOR f", SIZE)).isEqualTo(226);
                must(client.ask("STOR f"), 150);
                data.send(new byte[SIZE]);
                awaitFilesOfSize(2);
                must(other.ask("DELE f"), 250);
                data.finish();
                must(client.reply(), 226);
            }
        }
    }

    /// That many lie there, uploads included that are not published yet.
    private void awaitFilesOfSize(int count) {
        NodeUnderTest.await(count + " files of this size", () -> {
            try (Stream<Path> files = Files.list(person.home())) {
                return files.filter(file -> file.toFile().length() == SIZE).count() == count;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void what_a_resumed_upload_has_written_itself_gives_no_room() throws Exception {
        person.limit(new Quota(300_000, 10, Quota.UNLIMITED));
        try (ControlClient client = LoggedInClient.of(NODE, person)) {
            assertThat(store(client, "STOR f", 2)).isEqualTo(226);
            must(client.ask("REST 1"), 350);
            try (DataClient data = DataClient.dial(LoggedInClient.passive(client), null, false)) {
                must(client.ask("STOR f"), 150);
                Path file = person.home().resolve("f");
                for (int sent = 20_000; sent <= 280_000; sent += 20_000) {
                    data.send(new byte[20_000]);
                    int least = sent;
                    NodeUnderTest.await(
                            "what was sent to be written", () -> file.toFile().length() > least);
                }
                data.send(new byte[30_000]);
                data.finish();
                must(client.reply(), 552);
            }
            assertThat(person.booked().octets()).isLessThanOrEqualTo(300_000);
        }
    }

    @Test
    void what_is_moved_while_it_is_counted_is_counted_again() throws Exception {
        try (ControlClient client = LoggedInClient.of(NODE, person)) {
            assertThat(store(client, "STOR f", 10)).isEqualTo(226);
            var counts = new AtomicInteger();
            person.recount(() -> {
                if (counts.incrementAndGet() > 1) {
                    return new Amount(10, 1, 0);
                }
                rename(client, "f", "g");
                return Amount.NONE;
            });
            assertThat(counts).hasValue(2);
        }
    }

    private static void rename(ControlClient client, String from, String to) {
        try {
            must(client.ask("RNFR " + from), 350);
            must(client.ask("RNTO " + to), 250);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void the_volume_of_a_month_ends_downloads_before_they_begin() throws Exception {
        person.limit(new Quota(Quota.UNLIMITED, Quota.UNLIMITED, 2_500));
        try (ControlClient client = LoggedInClient.of(NODE, person)) {
            assertThat(store(client, "STOR f", 1_000)).isEqualTo(226);
            assertThat(fetch(client)).isEqualTo(226);
            assertThat(fetch(client)).isEqualTo(552);
            assertThat(person.booked().volume()).isEqualTo(2_000);
        }
    }

    private static int fetch(ControlClient client) throws IOException {
        try (DataClient data = DataClient.dial(LoggedInClient.passive(client), null, false)) {
            Answer first = client.ask("RETR f");
            if (first.code() != 150) {
                return first.code();
            }
            data.read();
            data.awaitEnd();
            return client.reply().code();
        }
    }
}
