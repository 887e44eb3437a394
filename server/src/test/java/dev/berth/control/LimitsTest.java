package dev.berth.control;

import static dev.berth.transcript.LoggedInClient.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import dev.berth.tenant.Limit;
import dev.berth.tenant.Limits;
import dev.berth.transcript.Answer;
import dev.berth.transcript.ControlClient;
import dev.berth.transcript.DataClient;
import dev.berth.transcript.LoggedInClient;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What there is only so much of: sessions, transfers, commands, logins, and what a tree may be. A login waits for a
/// second, and a session is silent after 300 ms.
class LimitsTest {

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.standard();

    private static NodeUnderTestPerson limited(Limit limit, long number) {
        var person = node.person("acme");
        person.limit(Limits.NONE.with(limit, number));
        return person;
    }

    private static Answer logIn(ControlClient client, NodeUnderTestPerson person) throws Exception {
        must(client.reply(), 220);
        must(client.ask("USER " + person.user()), 331);
        return client.ask("PASS " + person.password());
    }

    @Test
    void a_session_too_many_is_told_the_limit_and_its_use() throws Exception {
        var person = limited(Limit.SESSIONS, 1);
        try (var first = LoggedInClient.of(node, person);
                var second = new ControlClient(node.control("acme"), null)) {
            // Who speaks is not silent.
            var answer = CompletableFuture.supplyAsync(() -> refused(second, person));
            while (!answer.isDone()) {
                must(first.ask("NOOP"), 200);
            }
            assertThat(answer.get(10, TimeUnit.SECONDS).text())
                    .contains("account " + person.user() + ": 1 of 1 sessions");
            second.awaitClose();
        }
        node.leaks().check(person);
    }

    private static Answer refused(ControlClient client, NodeUnderTestPerson person) {
        try {
            Answer answer = logIn(client, person);
            must(answer, 421);
            return answer;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_login_waits_for_a_session_that_ends() throws Exception {
        var person = limited(Limit.SESSIONS, 1);
        var first = LoggedInClient.of(node, person);
        try (first;
                var second = new ControlClient(node.control("acme"), null)) {
            must(second.reply(), 220);
            must(second.ask("USER " + person.user()), 331);
            second.send("PASS " + person.password() + "\r\n");
            must(first.ask("QUIT"), 221);
            must(second.reply(), 230);
        }
        node.leaks().check(person);
    }

    @Test
    void a_session_that_nobody_seems_to_be_there_for_gives_way() throws Exception {
        var person = limited(Limit.SESSIONS, 1);
        try (var silent = LoggedInClient.of(node, person)) {
            NodeUnderTest.await("the silent one to give way", () -> {
                try (var second = new ControlClient(node.control("acme"), null)) {
                    return logIn(second, person).code() == 230;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            Answer last = silent.reply();
            assertThat(last.code()).isEqualTo(421);
            assertThat(last.text()).contains("silent");
        }
        node.leaks().check(person);
    }

    @Test
    void an_address_has_so_many_sessions_at_a_tenant_and_others_are_free() throws Exception {
        var person = node.person("zebra");
        node.limit("zebra", Limits.NONE.with(Limit.SESSIONS_PER_ADDRESS, 2));
        List<ControlClient> all = new ArrayList<>();
        try {
            NodeUnderTest.await("the limit to be in force", () -> {
                try {
                    var client = new ControlClient(node.control("zebra"), null);
                    all.add(client);
                    Answer answer = logIn(client, person);
                    for (ControlClient each : all.subList(0, Math.min(2, all.size()))) {
                        if (answer.code() == 230) {
                            must(each.ask("NOOP"), 200);
                        }
                    }
                    return answer.code() == 421 && answer.text().contains("address 127.0.0.1: ");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        } finally {
            node.limit("zebra", Limits.NONE);
            for (ControlClient each : all) {
                each.close();
            }
        }
        node.leaks().check(person);
    }

    @Test
    void a_transfer_too_many_is_refused_and_the_next_goes_on_when_one_has_ended() throws Exception {
        var person = limited(Limit.TRANSFERS, 1);
        try (var first = LoggedInClient.of(node, person);
                var second = LoggedInClient.of(node, person)) {
            try (var data = DataClient.dial(LoggedInClient.passive(first), null, false)) {
                must(first.ask("STOR a"), 150);
                try (var other = DataClient.dial(LoggedInClient.passive(second), null, false)) {
                    Answer refused = second.ask("STOR b");
                    assertThat(refused.code()).isEqualTo(450);
                    assertThat(refused.text()).contains("1 of 1 transfers");
                    data.finish();
                    must(first.reply(), 226);
                    must(second.ask("STOR b"), 150);
                    other.finish();
                    must(second.reply(), 226);
                }
            }
        }
        node.leaks().check(person);
    }

    @Test
    void commands_that_come_too_fast_are_answered_slowly() throws Exception {
        var person = limited(Limit.COMMANDS, 20);
        try (var client = LoggedInClient.of(node, person)) {
            long since = System.nanoTime();
            for (int i = 0; i < 40; i++) {
                client.send("NOOP\r\n");
            }
            for (int i = 0; i < 40; i++) {
                must(client.reply(), 200);
            }
            assertThat((System.nanoTime() - since) / 1e9).isBetween(0.8, 10.0);
        }
        node.leaks().check(person);
    }

    @Test
    void a_file_that_is_too_large_is_refused_as_soon_as_that_is_known() throws Exception {
        var person = limited(Limit.FILE_SIZE, 1_000);
        try (var client = LoggedInClient.of(node, person)) {
            must(client.ask("ALLO 1001"), 552);
            must(client.ask("ALLO 1000"), 200);
            try (var data = DataClient.dial(LoggedInClient.passive(client), null, false)) {
                must(client.ask("STOR whole"), 150);
                data.send(new byte[1_000]);
                data.finish();
                must(client.reply(), 226);
            }
            try (var data = DataClient.dial(LoggedInClient.passive(client), null, false)) {
                must(client.ask("STOR large"), 150);
                data.send(new byte[500]);
                data.send(new byte[501]);
                Answer refused = client.reply();
                assertThat(refused.code()).isEqualTo(552);
                assertThat(refused.text()).contains("1000 octets");
            }
            assertThat(person.home().resolve("large")).doesNotExist();
            try (var data = DataClient.dial(LoggedInClient.passive(client), null, false)) {
                must(client.ask("APPE whole"), 150);
                data.send(new byte[1]);
                must(client.reply(), 552);
            }
            assertThat(Files.size(person.home().resolve("whole"))).isEqualTo(1_000);
        }
        node.leaks().check(person);
    }

    @Test
    void directories_are_so_deep_and_have_so_many_entries() throws Exception {
        var person = node.person("acme");
        person.limit(Limits.NONE.with(Limit.DEPTH, 2).with(Limit.ENTRIES, 2));
        try (var client = LoggedInClient.of(node, person)) {
            must(client.ask("MKD a"), 257);
            must(client.ask("MKD a/b"), 257);
            must(client.ask("MKD a/b/c"), 552);
            must(client.ask("MKD d"), 257);
            must(client.ask("MKD e"), 552);
            must(client.ask("RNFR a/b"), 350);
            must(client.ask("RNTO f"), 552);
            must(client.ask("RNFR d"), 350);
            must(client.ask("RNTO e"), 250);
            must(client.ask("RMD e"), 250);
            must(client.ask("RNFR a/b"), 350);
            must(client.ask("RNTO f"), 250);
        }
        node.leaks().check(person);
    }

    @Test
    void of_many_files_that_are_stored_at_once_as_many_stand_as_a_directory_may_have() throws Exception {
        var person = limited(Limit.ENTRIES, 10);
        List<AutoCloseable> all = new ArrayList<>();
        List<ControlClient> clients = new ArrayList<>();
        List<DataClient> uploads = new ArrayList<>();
        List<Integer> codes = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                var client = LoggedInClient.of(node, person);
                all.add(client);
                clients.add(client);
                var data = DataClient.dial(LoggedInClient.passive(client), null, false);
                all.add(data);
                uploads.add(data);
                must(client.ask("STOR f" + i), 150);
                data.send(new byte[100]);
            }
            for (DataClient data : uploads) {
                data.finish();
            }
            for (ControlClient client : clients) {
                codes.add(client.reply().code());
            }
            String[] there = person.home().toFile().list();
            assertThat(there).hasSize(10);
            must(replaced(clients.getFirst(), there[0]), 226);
        } finally {
            for (AutoCloseable each : all) {
                each.close();
            }
        }
        assertThat(codes).containsOnly(226, 552);
        assertThat(codes.stream().filter(code -> code == 226)).hasSize(10);
        node.leaks().check(person);
    }

    private static Answer replaced(ControlClient client, String name) throws Exception {
        try (var data = DataClient.dial(LoggedInClient.passive(client), null, false)) {
            must(client.ask("STOR " + name), 150);
            data.finish();
            return client.reply();
        }
    }

    @Test
    void logins_that_come_too_often_wait_and_are_refused() throws Exception {
        var person = node.person("zebra");
        node.limit("zebra", Limits.NONE.with(Limit.LOGINS_PER_ADDRESS, 6));
        NodeUnderTest.await("a login to be refused", () -> {
            try (var client = new ControlClient(node.control("zebra"), null)) {
                Answer answer = logIn(client, person);
                return answer.code() == 421 && answer.text().contains("at most 6 logins per minute");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        node.limit("zebra", Limits.NONE);
        NodeUnderTest.await("logins to be free again", () -> {
            try (var client = new ControlClient(node.control("zebra"), null)) {
                return logIn(client, person).code() == 230;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        node.leaks().check(person);
    }
}
