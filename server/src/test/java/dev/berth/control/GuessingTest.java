package dev.berth.control;

import static dev.berth.transcript.LoggedInClient.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestSettings;
import dev.berth.config.BanConfig;
import dev.berth.observe.Event;
import dev.berth.observe.NodeEvent;
import dev.berth.observe.SessionMeters;
import dev.berth.observe.TenantLabels;
import dev.berth.tenant.Limit;
import dev.berth.tenant.Limits;
import dev.berth.transcript.Answer;
import dev.berth.transcript.ControlClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Who guesses passwords waits, and is then kept out, and nobody else is. Each test has clients of its own network.
class GuessingTest {

    private static final BanConfig BANS = new BanConfig(
            true,
            Duration.ofMinutes(10),
            6,
            1_000,
            12,
            1_000,
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            List.of("127.9.0.0/16"),
            3,
            Duration.ofMillis(400),
            1_024);

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.with(NodeUnderTestSettings.STANDARD.with(BANS));

    private record Told(Answer answer, long millis) {}

    private static ControlClient dial(String listener, String from) throws IOException {
        return new ControlClient(node.control(listener), InetAddress.ofLiteral(from));
    }

    private static Told login(String listener, String from, String user, String password) throws IOException {
        try (ControlClient client = dial(listener, from)) {
            Answer greeting = client.reply();
            if (greeting.code() != 220) {
                client.awaitClose();
                return new Told(greeting, 0);
            }
            must(client.ask("USER " + user), 331);
            long began = System.nanoTime();
            Answer answer = client.ask("PASS " + password);
            return new Told(answer, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        }
    }

    private static int code(String listener, String from, String user, String password) throws IOException {
        return login(listener, from, user, password).answer().code();
    }

    /// The last one may hear of its ban before it hears that it was wrong.
    private static void guess(int times, String listener, String from, String user) throws IOException {
        for (int i = 0; i < times; i++) {
            assertThat(code(listener, from, user, "guess " + i)).isIn(530, 421);
        }
    }

    private static void awaitBan(String network) {
        NodeUnderTest.await(
                "a ban of " + network,
                () -> node.events().stream()
                        .anyMatch(event -> event instanceof NodeEvent.Banned banned
                                && banned.network().equals(network)
                                && !banned.byHand()));
    }

    @Test
    void a_guesser_is_sent_away_with_421_from_the_tenant_that_it_attacked_and_nobody_else_is() throws IOException {
        var person = node.person("acme");
        var other = node.person("zebra");
        guess(6, "acme", "127.1.1.1", person.user());
        awaitBan("127.1.1.1");
        Told refused = login("acme", "127.1.1.1", person.user(), person.password());
        assertThat(refused.answer().toString()).startsWith("421 Your address is banned");
        assertThat(code("acme", "127.1.1.2", person.user(), person.password())).isEqualTo(230);
        assertThat(code("zebra", "127.1.1.1", other.user(), other.password())).isEqualTo(230);
        try (ControlClient implicit = dial("implicit", "127.1.1.1")) {
            implicit.awaitClose();
        }
        assertThat(node.events()).anyMatch(event -> event instanceof NodeEvent.BannedRefused);
    }

    @Test
    void sessions_that_are_open_end_unless_they_have_logged_in() throws IOException {
        var person = node.person("acme");
        try (ControlClient waiting = dial("acme", "127.1.2.1");
                ControlClient user = dial("acme", "127.1.2.1")) {
            must(waiting.reply(), 220);
            must(user.reply(), 220);
            must(user.ask("USER " + person.user()), 331);
            must(user.ask("PASS " + person.password()), 230);
            guess(6, "acme", "127.1.2.1", "nobody at all");
            must(waiting.reply(), 421);
            waiting.awaitClose();
            must(user.ask("NOOP"), 200);
        }
    }

    @Test
    void on_a_shared_port_a_ban_from_one_tenant_is_told_like_a_wrong_password() throws IOException {
        var person = node.person("acme");
        var other = node.person("zebra");
        guess(6, "acme", "127.1.3.1", person.user());
        awaitBan("127.1.3.1");
        Told banned = login("shared", "127.1.3.1", person.user() + "@acme", person.password());
        Told unknown = login("shared", "127.1.3.1", person.user() + "@nowhere", person.password());
        assertThat(banned.answer()).isEqualTo(unknown.answer());
        assertThat(banned.answer().code()).isEqualTo(530);
        assertThat(code("shared", "127.1.3.1", other.user() + "@zebra", other.password()))
                .isEqualTo(230);
    }

    @Test
    void who_tries_many_tenants_is_kept_out_everywhere() throws IOException {
        for (int i = 0; i < 12; i++) {
            guess(1, "shared", "127.1.4.1", "admin@tenant" + i);
        }
        awaitBan("127.1.4.1");
        assertThat(code("shared", "127.1.4.1", "admin@acme", "guess")).isEqualTo(421);
        assertThat(code("zebra", "127.1.4.1", "admin", "guess")).isEqualTo(421);
        assertThat(code("shared", "127.1.4.2", "admin@acme", "guess")).isEqualTo(530);
    }

    @Test
    void behind_a_balancer_the_guesser_is_banned_and_not_the_balancer() throws IOException {
        var person = node.person("quay");
        var dialled = new InetSocketAddress(InetAddress.ofLiteral("198.51.100.1"), 21);
        var guesser = new InetSocketAddress(InetAddress.ofLiteral("203.0.113.9"), 50_001);
        var other = new InetSocketAddress(InetAddress.ofLiteral("203.0.113.66"), 50_002);
        for (int i = 0; i < 12; i++) {
            assertThat(proxied(Headers.v1(guesser, dialled), "x" + i + "@quay", "guess"))
                    .isIn(530, 421);
        }
        awaitBan("203.0.113.9");
        NodeUnderTest.await("the guesser to be out", () -> {
            try {
                return proxied(Headers.v1(guesser, dialled), person.user() + "@quay", person.password()) == 421;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        assertThat(proxied(Headers.v2(other, dialled), person.user() + "@quay", person.password()))
                .isEqualTo(230);
    }

    private static int proxied(String header, String user, String password) throws IOException {
        try (ControlClient client = dial("proxied", NodeUnderTestSettings.BALANCER)) {
            client.send(header);
            Answer greeting = client.reply();
            if (greeting.code() != 220) {
                return greeting.code();
            }
            must(client.ask("USER " + user), 331);
            return client.ask("PASS " + password).code();
        }
    }

    @Test
    void a_tenant_bans_sooner_than_the_node_from_the_next_failure_on() throws IOException {
        var limits = Limits.NONE.with(Limit.FAILED_LOGINS_PER_ADDRESS, 2).with(Limit.BAN_DURATION, 7_200);
        node.limit("zebra", limits);
        try {
            NodeUnderTest.await("the ban", () -> {
                try {
                    return code("zebra", "127.1.9.1", "nobody", "guess") == 421;
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            assertThat(node.events())
                    .filteredOn(event -> event instanceof Event.LoginDenied denied
                            && denied.client().toString().contains("127.1.9.1"))
                    .hasSizeLessThan(6);
            assertThat(node.events())
                    .filteredOn(NodeEvent.Banned.class::isInstance)
                    .map(NodeEvent.Banned.class::cast)
                    .filteredOn(banned -> banned.network().equals("127.1.9.1"))
                    .singleElement()
                    .satisfies(banned -> assertThat(banned.expires().orElseThrow())
                            .isAfter(Instant.now().plusSeconds(7_000)));
        } finally {
            node.limit("zebra", Limits.NONE);
        }
    }

    @Test
    void networks_that_are_never_banned_are_served_on() throws IOException {
        var person = node.person("acme");
        for (int i = 0; i < 15; i++) {
            guess(1, "acme", "127.9.1.1", "user number " + i);
        }
        assertThat(code("acme", "127.9.1.1", person.user(), person.password())).isEqualTo(230);
    }

    @Test
    void the_answer_comes_later_and_later_and_for_a_right_password_too() throws IOException {
        var person = node.person("acme");
        List<Long> waited = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waited.add(login("acme", "127.1.5." + i, person.user(), "guess").millis());
        }
        assertThat(waited.get(0)).isGreaterThanOrEqualTo(99);
        assertThat(waited.get(4)).as("%s", waited).isGreaterThanOrEqualTo(199);
        Told stranger = login("acme", "127.1.6.1", person.user(), person.password());
        assertThat(stranger.answer().code()).isEqualTo(230);
        assertThat(stranger.millis()).isGreaterThanOrEqualTo(199);
        Told known = login("acme", "127.1.6.2", person.user(), person.password());
        assertThat(known.answer().code()).isEqualTo(230);
        assertThat(known.millis()).as("where the user has logged in").isLessThan(stranger.millis());
    }

    @Test
    void a_login_that_ends_after_its_session_leaves_nobody_behind() throws IOException {
        var person = node.person("acme");
        var meters = new SimpleMeterRegistry();
        for (int i = 0; i < 5; i++) {
            guess(1, "acme", "127.1.7." + i, person.user());
        }
        try (ControlClient client = dial("acme", "127.1.8.1")) {
            must(client.reply(), 220);
            must(client.ask("USER " + person.user()), 331);
            client.send("PASS " + person.password() + "\r\n");
        }
        NodeUnderTest.await(
                "the session to end",
                () -> node.events().stream()
                        .filter(Event.LoginAccepted.class::isInstance)
                        .map(Event.LoginAccepted.class::cast)
                        .anyMatch(login -> login.account().user().value().equals(person.user())
                                && node.events().contains(new Event.SessionClosed(login.session()))));
        var counted = new SessionMeters(meters, new TenantLabels(10));
        node.events().forEach(counted::on);
        assertThat(meters.get("berth.sessions.users")
                        .tag("tenant", "acme")
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void whatever_is_wrong_the_answer_and_its_time_are_the_same() throws IOException {
        var person = node.person("acme");
        List<Told> told = List.of(
                login("shared", "127.2.1.1", person.user() + "@acme", "guess"),
                login("shared", "127.2.2.1", "nobody@acme", "guess"),
                login("shared", "127.2.3.1", person.user() + "@nowhere", person.password()),
                login("shared", "127.2.4.1", "a name without a tenant", "guess"),
                login("shared", "127.2.5.1", "x".repeat(200) + "@acme", "guess"));
        assertThat(told).allSatisfy(one -> {
            assertThat(one.answer()).isEqualTo(told.getFirst().answer());
            assertThat(one.millis()).isGreaterThanOrEqualTo(99);
        });
    }
}
