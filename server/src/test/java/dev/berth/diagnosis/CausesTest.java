package dev.berth.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Account;
import dev.berth.account.AccountId;
import dev.berth.account.UserName;
import dev.berth.diagnosis.Cause.Kind;
import dev.berth.observe.Event;
import dev.berth.tenant.Slug;
import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TenantStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CausesTest {

    private static final Slug ACME = new Slug("acme");
    private static final TenantId ID = new TenantId(1);
    private static final InetAddress CLIENT = InetAddress.ofLiteral("198.51.100.7");
    private static final InetAddress NEIGHBOUR = InetAddress.ofLiteral("198.51.100.8");
    private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("192.0.2.8");
    private static final InetAddress SERVER = InetAddress.ofLiteral("203.0.113.5");
    private static final InetAddress PRIVATE = InetAddress.ofLiteral("192.168.1.10");
    private static final Duration LONG = Duration.ofSeconds(20);

    private static final Account ALICE = new Account(
            new AccountId(1),
            new Tenant(ID, ACME, "acme", TenantStatus.ACTIVE, "acme"),
            new UserName("alice"),
            "/",
            Set.of());

    private static Cause cause(List<String> succeeding, Event.OfSession... events) {
        List<Entry> story = Arrays.stream(events)
                .map(event -> new Entry(Instant.EPOCH, event))
                .toList();
        return Causes.last(story, succeeding)
                .filter(failed -> !failed.mended())
                .map(Failed::cause)
                .orElse(null);
    }

    private static Event.OfSession ended(int reply) {
        return new Event.TransferEnded(
                1,
                ALICE,
                new InetSocketAddress(CLIENT, 40_000),
                "RETR",
                "/a",
                false,
                reply,
                4096,
                Duration.ofSeconds(3));
    }

    private static Event.DataMissing missing(boolean routable, InetAddress told, InetAddress... strangers) {
        return new Event.DataMissing(
                1, ID, ACME, CLIENT, told, 30_004, "30000-30099", routable, LONG, Set.of(strangers));
    }

    @Test
    void nobody_came() {
        Cause cause = cause(List.of(), missing(true, SERVER), ended(425));
        assertThat(cause.kind()).isEqualTo(Kind.NOT_REACHED);
        assertThat(cause.sentence())
                .isEqualTo("no connection reached 203.0.113.5:30000-30099 from 198.51.100.7 within 20 s");
        assertThat(cause.remedy()).contains("open the ports 30000-30099 in the firewall in front of the server");
    }

    @Test
    void nobody_came_and_others_succeed() {
        Cause cause = cause(List.of("192.0.2.0/24"), missing(true, SERVER), ended(425));
        assertThat(cause.sentence()).endsWith("within 20 s; clients of 192.0.2.0/24 succeed");
        assertThat(cause.remedy()).contains("the way from the client's network is blocked");
    }

    @Test
    void a_private_address_was_told() {
        Cause cause = cause(List.of(), missing(false, PRIVATE), ended(425));
        assertThat(cause.kind()).isEqualTo(Kind.WRONG_ADDRESS);
        assertThat(cause.sentence()).contains("192.168.1.10");
        assertThat(cause.remedy()).contains("external address");
    }

    @Test
    void the_data_came_from_another_address() {
        Cause near = cause(List.of(), missing(true, SERVER, NEIGHBOUR), ended(425));
        assertThat(near.kind()).isEqualTo(Kind.OTHER_ADDRESS);
        assertThat(near.sentence()).contains("198.51.100.7").contains("198.51.100.8");
        assertThat(near.remedy()).contains("prefix");
        assertThat(cause(List.of(), missing(true, SERVER, ELSEWHERE), ended(425))
                        .remedy())
                .contains("data.key: port");
    }

    @Test
    void the_client_gave_up() {
        Cause cause = cause(List.of(), new Event.DataGivenUp(1, ID, ACME, CLIENT, 30_004, Duration.ofSeconds(12)));
        assertThat(cause.kind()).isEqualTo(Kind.CLIENT_GAVE_UP);
        assertThat(cause.sentence()).contains("gave up after 12 s");
    }

    @Test
    void a_client_that_changed_its_mind_is_well() {
        assertThat(cause(List.of(), new Event.DataGivenUp(1, ID, ACME, CLIENT, 30_004, Duration.ofMillis(12))))
                .isNull();
    }

    @Test
    void no_port_was_free() {
        Cause cause = cause(List.of(), new Event.PortRefused(1, ID, ACME, CLIENT, "all ports wait"));
        assertThat(cause.kind()).isEqualTo(Kind.NO_PORT);
        assertThat(cause.remedy()).contains("more passive ports");
    }

    @Test
    void the_clients_port_is_closed() {
        for (String why : List.of("timeout", "refused", "unreachable")) {
            Cause cause = cause(
                    List.of(),
                    new Event.DialFailed(1, ID, ACME, CLIENT, new InetSocketAddress(CLIENT, 50_000), why),
                    ended(425));
            assertThat(cause.kind()).isEqualTo(Kind.CLIENT_CLOSED);
            assertThat(cause.remedy()).contains("passive mode");
        }
    }

    @Test
    void the_transfer_broke() {
        Cause cause = cause(List.of(), ended(426));
        assertThat(cause.kind()).isEqualTo(Kind.BROKEN);
        assertThat(cause.sentence()).startsWith("RETR ended after 4096 bytes and 3 s");
        assertThat(cause(List.of(), ended(452)).kind()).isEqualTo(Kind.STORAGE);
    }

    @Test
    void what_ended_the_transfer_is_told() {
        assertThat(failed(Event.Failure.NOT_SECURE, "handshake failed: bad_certificate"))
                .satisfies(cause -> {
                    assertThat(cause.kind()).isEqualTo(Kind.TLS);
                    assertThat(cause.sentence()).contains("bad_certificate");
                });
        assertThat(failed(Event.Failure.NOT_SECURE, "must resume").remedy()).contains("prefer");
        assertThat(failed(Event.Failure.TRUNCATED, "").remedy()).contains("strictEnd");
        assertThat(failed(Event.Failure.STALLED, "").sentence()).contains("the server closed it");
        assertThat(failed(Event.Failure.CLOSED_BY_CLIENT, "Connection reset").sentence())
                .contains("closed from the side of the client at 198.51.100.7")
                .contains("Connection reset");
        assertThat(failed(Event.Failure.RESTRICTED, "blocked").kind()).isEqualTo(Kind.RESTRICTED);
        assertThat(failed(Event.Failure.GARBLED, "").kind()).isEqualTo(Kind.BROKEN);
        assertThat(failed(Event.Failure.STORAGE, "BROKEN").kind()).isEqualTo(Kind.STORAGE);
        assertThat(failed(Event.Failure.CALLED_OFF, "").kind()).isEqualTo(Kind.CLIENT_GAVE_UP);
    }

    private static Cause failed(Event.Failure how, String detail) {
        return cause(List.of(), ended(426), new Event.TransferFailed(1, ALICE, CLIENT, how, detail));
    }

    @Test
    void failures_are_metered_by_cause() {
        var meters = new SimpleMeterRegistry();
        var meter = new DataMeters(meters);
        meter.on(missing(true, SERVER));
        meter.on(ended(425));
        meter.on(ended(426));
        meter.on(new Event.TransferFailed(1, ALICE, CLIENT, Event.Failure.STALLED, ""));
        assertThat(meters.counter("berth.data.failures", "tenant", "acme", "cause", "not-reached")
                        .count())
                .isEqualTo(1);
        assertThat(meters.counter("berth.data.failures", "tenant", "acme", "cause", "stalled")
                        .count())
                .isEqualTo(1);
        assertThat(meters.find("berth.data.failures").counters()).hasSize(2);
    }

    @Test
    void what_succeeded_afterwards_is_well() {
        assertThat(cause(List.of(), missing(true, SERVER), ended(425), ended(226)))
                .isNull();
        assertThat(cause(List.of())).isNull();
    }

    @Test
    void stories_and_counts_are_kept_by_tenant() {
        var diagnosis = new Diagnosis(Clock.systemUTC());
        var meters = new SimpleMeterRegistry();
        var meter = new DataMeters(meters);
        for (Event event : List.of(
                new Event.SessionOpened(7, ID, new InetSocketAddress(CLIENT, 50_000), 21),
                new Event.LoginAccepted(7, ALICE, new InetSocketAddress(CLIENT, 50_000)),
                new Event.Heard(7, "PASV"),
                new Event.PortAnnounced(7, ID, ACME, CLIENT, SERVER, 30_004, true, Duration.ZERO),
                new Event.Replied(7, "PASV", "227 Entering Passive Mode"),
                new Event.DataForeign(7, ID, ACME, CLIENT, ELSEWHERE, 30_004),
                new Event.DataMissing(
                        7, ID, ACME, CLIENT, SERVER, 30_004, "30000-30099", true, LONG, Set.of(ELSEWHERE)),
                new Event.SessionClosed(7))) {
            diagnosis.on(event);
            meter.on(event);
        }
        assertThat(diagnosis.counts(ID))
                .containsExactly(new NetworkCounts("198.51.100.0/24", 1, 0, 1, 1, 0, 0, 0, 0, 0));
        assertThat(diagnosis.counts(new TenantId(99))).isEmpty();
        assertThat(diagnosis.failures(ID)).singleElement().satisfies(story -> {
            assertThat(story.user()).isEqualTo("alice");
            assertThat(story.isOpen()).isFalse();
            assertThat(story.failed().orElseThrow().cause().kind()).isEqualTo(Kind.OTHER_ADDRESS);
            assertThat(story.entries()).extracting(Entry::text).contains("PASV", "227 Entering Passive Mode");
        });
        assertThat(diagnosis.failures(new TenantId(2))).isEmpty();
        assertThat(diagnosis.session(ID, 7)).isPresent();
        assertThat(diagnosis.session(new TenantId(2), 7)).isEmpty();
        assertThat(meters.counter("berth.data.reservations", "tenant", "acme", "fate", "expired")
                        .count())
                .isEqualTo(1);
        assertThat(meters.counter("berth.data.mismatched", "tenant", "acme").count())
                .isEqualTo(1);
    }

    @Test
    void a_refused_command_is_a_cause_and_a_question_is_none() {
        Cause cause = cause(
                List.of(),
                new Event.Heard(1, "retr nope"),
                new Event.Heard(1, "SIZE other"),
                new Event.Replied(1, "RETR", "550 nope: no such file"),
                new Event.Replied(1, "SIZE", "550 other: no such file"));
        assertThat(cause.kind()).isEqualTo(Kind.REFUSED);
        assertThat(cause.sentence()).isEqualTo("retr nope was answered 550 nope: no such file");
        assertThat(cause(List.of(), new Event.Heard(1, "MKD a"), new Event.Replied(1, "MKD", "550 exists")))
                .isNull();
    }

    @Test
    void a_reply_that_overtakes_is_not_that_of_the_command_that_waits() {
        Cause cause = cause(
                List.of(),
                new Event.Heard(1, "RETR nope"),
                new Event.Heard(1, "NOOP"),
                new Event.Heard(1, "DELE other"),
                new Event.Replied(1, "NOOP", "200 OK"),
                new Event.Replied(1, "", "120 A message"),
                new Event.Replied(1, "RETR", "550 nope: no such file"));
        assertThat(cause.sentence()).isEqualTo("RETR nope was answered 550 nope: no such file");
    }

    @Test
    void what_happened_on_the_way_says_more_than_the_reply() {
        assertThat(cause(
                                List.of(),
                                missing(true, SERVER),
                                new Event.Heard(1, "LIST"),
                                new Event.Replied(1, "LIST", "425 Cannot open data connection"))
                        .kind())
                .isEqualTo(Kind.NOT_REACHED);
        assertThat(cause(
                                List.of(),
                                missing(true, SERVER),
                                new Event.PortAnnounced(1, ID, ACME, CLIENT, SERVER, 30_004, true, Duration.ZERO),
                                ended(226),
                                new Event.Heard(1, "RETR a"),
                                new Event.Replied(1, "RETR", "425 Use PASV first"))
                        .remedy())
                .contains("PASV or EPSV");
    }
}
