package dev.berth.ban;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.config.BanConfig;
import dev.berth.endpoint.ClientNetwork;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.Served;
import dev.berth.endpoint.Tenancy;
import dev.berth.tenant.Limit;
import dev.berth.tenant.Limits;
import dev.berth.tenant.TenantId;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What failed logins lead to, by a clock that the tests move.
class LoginGuardTest {

    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final TenantId NORTH = new TenantId(3);
    private static final TenantId SOUTH = new TenantId(4);
    private static final Listener LISTENER = new Listener(2121, Listener.Tls.NONE, Listener.Proxy.OFF);
    private static final Tenancy SHARED =
            Tenancy.of(new Served(Optional.empty(), Map.of("north", NORTH, "south", SOUTH), Map.of()), LISTENER);

    private static final BanConfig CONFIG = new BanConfig(
            true,
            Duration.ofMinutes(10),
            20,
            100,
            60,
            300,
            Duration.ofMinutes(15),
            Duration.ofHours(24),
            List.of("198.51.100.9"),
            3,
            Duration.ofSeconds(8),
            4_096);

    private record Made(Optional<TenantId> tenant, String network) {}

    private static final Limits STRICT = new Limits(Map.of(
            Limit.FAILED_LOGINS_PER_ADDRESS, 5L,
            Limit.FAILED_LOGINS_PER_NETWORK, 8L,
            Limit.FAILED_LOGINS_WINDOW, 60L,
            Limit.FAILED_LOGINS_BEFORE_DELAY, 1L,
            Limit.BAN_DURATION, 7_200L));

    private final Map<TenantId, Limits> limits = new HashMap<>();
    private final List<Duration> lasting = new ArrayList<>();
    private final List<Made> made = new ArrayList<>();
    private final AtomicLong clock = new AtomicLong(Duration.ofDays(10_000).toMillis());
    private final LoginGuard guard = new LoginGuard(
            CONFIG,
            DELAY,
            tenant -> limits.getOrDefault(tenant, Limits.NONE),
            new BanList(List.of(ClientNetwork.parse("198.51.100.9")), InstantSource.system()),
            (tenant, network, _, first) -> {
                made.add(new Made(tenant, network.text()));
                lasting.add(first);
            },
            new SecureRandom(),
            clock::get);

    private static Attempt attempt(String client, String login) {
        return Attempt.of(InetAddress.ofLiteral(client), SHARED, login);
    }

    private void fail(int times, String client, String login) {
        for (int i = 0; i < times; i++) {
            guard.failed(attempt(client, login));
        }
    }

    private Duration pause(String client, String login) {
        return guard.pause(attempt(client, login));
    }

    @Test
    void the_wait_grows_with_each_failure_above_three_and_has_an_end() {
        fail(3, "192.0.2.7", "bob@north");
        assertThat(pause("192.0.2.7", "carol@south")).isZero();
        long[] expected = {1, 2, 4, 8, 8};
        for (long seconds : expected) {
            fail(1, "192.0.2.7", "bob@north");
            assertThat(pause("192.0.2.7", "carol@south")).hasSeconds(seconds);
        }
        clock.addAndGet(Duration.ofMinutes(20).toMillis());
        assertThat(pause("192.0.2.7", "carol@south")).isZero();
    }

    @Test
    void an_address_is_banned_from_the_tenant_where_it_failed_too_often() {
        fail(19, "192.0.2.7", "bob@north");
        assertThat(made).isEmpty();
        fail(1, "192.0.2.7", "carol@north");
        assertThat(made).containsExactly(new Made(Optional.of(NORTH), "192.0.2.7"));
    }

    @Test
    void a_tenant_has_thresholds_of_its_own_from_the_next_failure_on() {
        fail(4, "192.0.2.7", "bob@north");
        limits.put(NORTH, STRICT);
        fail(1, "192.0.2.7", "bob@north");
        assertThat(made).containsExactly(new Made(Optional.of(NORTH), "192.0.2.7"));
        assertThat(lasting).containsExactly(Duration.ofHours(2));
        fail(5, "198.51.100.1", "bob@south");
        assertThat(made).as("the other tenant has none").hasSize(1);
        limits.clear();
        fail(19, "198.51.100.2", "bob@north");
        assertThat(made).as("and they are gone when they are gone").hasSize(1);
    }

    @Test
    void failures_count_for_as_long_as_the_tenant_says() {
        limits.put(NORTH, STRICT);
        for (int i = 0; i < 40; i++) {
            fail(1, "192.0.2.7", "bob@north");
            clock.addAndGet(Duration.ofSeconds(30).toMillis());
        }
        assertThat(made).as("five of them take two minutes").isEmpty();
    }

    @Test
    void a_tenant_has_a_network_banned_sooner() {
        limits.put(NORTH, STRICT);
        for (int i = 0; i < 8; i++) {
            fail(1, "192.0.2." + i, "user" + i + "@north");
        }
        assertThat(made).containsExactly(new Made(Optional.of(NORTH), "192.0.2.0/24"));
    }

    @Test
    void a_delay_of_its_own_does_not_tell_that_a_tenant_exists() {
        limits.put(NORTH, STRICT);
        fail(2, "192.0.2.7", "bob@north");
        assertThat(pause("192.0.2.7", "bob@north")).as("named by the login").isZero();
        assertThat(pause("192.0.2.7", "bob@nowhere")).isZero();
        Tenancy dedicated = Tenancy.of(new Served(Optional.of(NORTH), Map.of(), Map.of()), LISTENER);
        var own = Attempt.of(InetAddress.ofLiteral("192.0.2.7"), dedicated, "bob");
        assertThat(guard.pause(own)).as("on its own listener").isEqualTo(DELAY);
    }

    @Test
    void two_names_of_one_tenant_share_no_count_that_a_login_could_feel() {
        Tenancy twoNames = Tenancy.of(
                new Served(Optional.empty(), Map.of("north", NORTH, "shop.example", NORTH), Map.of()), LISTENER);
        for (int i = 0; i < 10; i++) {
            guard.failed(Attempt.of(InetAddress.ofLiteral("192.0.2.7"), twoNames, "bob@north"));
        }
        InetAddress elsewhere = InetAddress.ofLiteral("198.51.100.7");
        assertThat(guard.pause(Attempt.of(elsewhere, twoNames, "bob@north"))).isPositive();
        assertThat(guard.pause(Attempt.of(elsewhere, twoNames, "bob@shop.example")))
                .as("as bob@nowhere.example")
                .isZero();
    }

    @Test
    void who_tries_tenant_after_tenant_is_banned_from_all() {
        for (int i = 0; i < 60; i++) {
            fail(1, "192.0.2.7", "admin@tenant" + i);
        }
        assertThat(made).containsExactly(new Made(Optional.empty(), "192.0.2.7"));
    }

    @Test
    void slow_guessing_is_no_attack() {
        for (int i = 0; i < 200; i++) {
            fail(1, "192.0.2.7", "bob@north");
            clock.addAndGet(Duration.ofMinutes(1).toMillis());
        }
        assertThat(made).isEmpty();
    }

    @Test
    void thousands_of_addresses_of_one_slash_64_are_one_client() {
        for (int i = 0; i < 4_000; i++) {
            fail(1, "2001:db8:1:2:" + Integer.toHexString(i) + "::1", "user" + i + "@north");
        }
        assertThat(made).contains(new Made(Optional.of(NORTH), "2001:db8:1:2:0:0:0:0/64"));
        assertThat(made).contains(new Made(Optional.empty(), "2001:db8:1:2:0:0:0:0/64"));
        assertThat(made).allSatisfy(ban -> assertThat(ban.network()).startsWith("2001:db8:1:"));
    }

    @Test
    void many_slash_64_of_one_slash_48_are_banned_together() {
        for (int i = 0; i < 100; i++) {
            fail(1, "2001:db8:1:" + Integer.toHexString(i) + "::1", "user" + i + "@north");
        }
        assertThat(made).containsExactly(new Made(Optional.of(NORTH), "2001:db8:1:0:0:0:0:0/48"));
    }

    @Test
    void many_addresses_of_one_slash_24_are_banned_together() {
        for (int i = 0; i < 100; i++) {
            fail(1, "192.0.2." + i, "user" + i + "@north");
        }
        assertThat(made).containsExactly(new Made(Optional.of(NORTH), "192.0.2.0/24"));
    }

    @Test
    void an_attack_from_everywhere_on_one_user_bans_nobody_and_makes_strangers_wait() {
        guard.accepted(attempt("203.0.113.5", "bob@north"));
        for (int i = 0; i < 10_000; i++) {
            fail(1, "10." + i / 250 + "." + i % 250 + ".1", "bob@north");
        }
        assertThat(made).isEmpty();
        assertThat(pause("198.51.100.1", "bob@north")).isEqualTo(CONFIG.longestDelay());
        assertThat(pause("198.51.100.1", "carol@north")).isZero();
        assertThat(pause("203.0.113.9", "bob@north"))
                .as("from where bob has logged in")
                .isZero();
    }

    @Test
    void memory_is_bounded_whatever_an_attacker_sends() {
        var longName = "x".repeat(100);
        for (int i = 0; i < 300_000; i++) {
            fail(1, "2001:db8:" + Integer.toHexString(i / 5) + ":" + i % 5 + "::1", longName + i + "@nobody");
        }
        assertThat(guard.most()).isEqualTo(4 * 4_096);
        assertThat(guard.remembered()).isGreaterThan(10_000).isLessThanOrEqualTo(guard.most());
    }

    @Test
    void right_logins_are_not_counted() {
        for (int i = 0; i < 1_000; i++) {
            guard.accepted(attempt("192.0.2.7", "bob@north"));
        }
        assertThat(made).isEmpty();
        assertThat(pause("192.0.2.7", "carol@north")).isZero();
    }

    @Test
    void a_right_login_between_wrong_ones_does_not_wash_them_away() {
        for (int i = 0; i < 20; i++) {
            fail(1, "192.0.2.7", "bob@north");
            guard.accepted(attempt("192.0.2.7", "mallory@south"));
        }
        assertThat(made).containsExactly(new Made(Optional.of(NORTH), "192.0.2.7"));
    }

    @Test
    void who_is_exempt_is_not_banned_nor_waits_for_others() {
        fail(1_000, "198.51.100.9", "bob@north");
        assertThat(made).isEmpty();
        assertThat(pause("198.51.100.9", "carol@north")).isZero();
        assertThat(pause("198.51.100.9", "bob@north")).isEqualTo(CONFIG.longestDelay());
    }

    @Test
    void unknown_tenants_and_users_wait_as_known_ones_do() {
        for (int i = 0; i < 8; i++) {
            String there = "192.0.2." + i;
            String nowhere = "198.51.100." + (16 + i);
            fail(1, there, "bob@north");
            fail(1, nowhere, "bob@nowhere");
            fail(1, "203.0.113." + i, "unknown@north");
            assertThat(pause("233.252.0.1", "bob@nowhere")).isEqualTo(pause("233.252.0.1", "bob@north"));
            assertThat(pause("233.252.0.1", "unknown@north")).isEqualTo(pause("233.252.0.1", "bob@north"));
            assertThat(pause("233.252.0.1", "nowhere|bob"))
                    .as("another form of the same login")
                    .isEqualTo(pause("233.252.0.1", "north|bob"));
            assertThat(pause("233.252.0.1", "bob@elsewhere"))
                    .as("another tenant")
                    .isEqualTo(pause("233.252.0.1", "bob@south"));
        }
    }
}
