package dev.berth.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.tenant.TenantId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which tenant a session is for, by all that may say it.
class TenancyTest {

    private static final TenantId NORTH = new TenantId(3);
    private static final TenantId SOUTH = new TenantId(4);
    private static final Map<String, TenantId> TENANTS = Map.of("north", NORTH, "south", SOUTH);
    private static final Set<Signal> EVERYTHING = EnumSet.allOf(Signal.class);

    /// Whom something names: nobody because it was not said, a tenant, or somebody who is not served here.
    private static final List<String> SAID = List.of("", "north", "south", "west");

    private static final Map<String, String> DESTINATIONS =
            Map.of("north", "198.51.100.3", "south", "198.51.100.4", "west", "198.51.100.5", "", "192.0.2.1");

    private static Served served(@Nullable TenantId owner) {
        Map<String, TenantId> names = new HashMap<>();
        Map<Destination, TenantId> destinations = new HashMap<>();
        TENANTS.forEach((slug, tenant) -> {
            if (owner == null || owner.equals(tenant)) {
                names.put(slug, tenant);
                names.put(slug + ".example", tenant);
                destinations.put(Destination.parse(String.valueOf(DESTINATIONS.get(slug))), tenant);
            }
        });
        return new Served(Optional.ofNullable(owner), names, destinations);
    }

    private static Tenancy tenancy(@Nullable TenantId owner, Set<Signal> signals) {
        return Tenancy.of(served(owner), new Listener(2121, Listener.Tls.EXPLICIT, Listener.Proxy.REQUIRED, signals));
    }

    /// A session, and what it shall come to by the rule: whatever is taken notice of and names a tenant counts.
    private record Case(
            @Nullable TenantId owner,
            Set<Signal> signals,
            String destination,
            String sni,
            String host,
            boolean hostFirst,
            @Nullable Signal form,
            String named) {

        private Set<Signal> taken() {
            if (signals.isEmpty()) {
                return owner != null ? Set.of() : Set.of(Signal.HOST, Signal.LOGIN_AT, Signal.LOGIN_BAR);
            }
            return signals;
        }

        private Optional<TenantId> by(Signal signal, String slug) {
            TenantId tenant = TENANTS.get(slug);
            return taken().contains(signal) && tenant != null && (owner == null || owner.equals(tenant))
                    ? Optional.of(tenant)
                    : Optional.empty();
        }

        private String login() {
            return switch (form) {
                case LOGIN_AT -> "bob@" + named;
                case LOGIN_BAR -> named + "|bob";
                case LOGIN_SLASH -> named + "/bob";
                case null, default -> "bob";
            };
        }

        /// Those named before the login, and whether HOST is refused.
        private Set<TenantId> before(boolean[] refused) {
            Set<TenantId> all = new LinkedHashSet<>();
            Optional.ofNullable(owner).ifPresent(all::add);
            by(Signal.DESTINATION, destination).ifPresent(all::add);
            Optional<TenantId> asked = by(Signal.SNI, sni);
            if (!hostFirst) {
                asked.ifPresent(all::add);
            }
            Optional<TenantId> hosted = by(Signal.HOST, host);
            refused[0] = !host.isEmpty()
                    && (hosted.isEmpty()
                            || !hosted.stream()
                                    .allMatch(tenant -> Set.of(tenant).containsAll(all)));
            Set<TenantId> ordered = new LinkedHashSet<>(all);
            asked.ifPresent(ordered::add);
            if (!refused[0]) {
                hosted.ifPresent(ordered::add);
            }
            return ordered;
        }

        private Login expected(Set<TenantId> before) {
            Optional<TenantId> tenant = form == null ? Optional.empty() : by(form, named);
            boolean splits = form != null && taken().contains(form);
            if (before.isEmpty()) {
                return new Login(tenant.orElse(TenantId.NOBODY), splits ? "bob" : login(), true);
            }
            TenantId first = before.iterator().next();
            Set<TenantId> all = new LinkedHashSet<>(before);
            tenant.ifPresent(all::add);
            boolean agreed = all.size() == 1;
            return new Login(first, agreed && tenant.isPresent() ? "bob" : login(), agreed);
        }

        private void check() {
            boolean[] refused = new boolean[1];
            Set<TenantId> before = before(refused);
            Tenancy session = tenancy(owner, signals)
                    .dialled(new InetSocketAddress(
                            InetAddress.ofLiteral(String.valueOf(DESTINATIONS.get(destination))), 21));
            if (!hostFirst) {
                session = asked(session);
            }
            if (!host.isEmpty()) {
                Optional<Tenancy> next = session.named(host + ".ftp.example.net");
                assertThat(next.isEmpty()).as("HOST refused in %s", this).isEqualTo(refused[0]);
                session = next.orElse(session);
            }
            if (hostFirst) {
                session = asked(session);
            }
            assertThat(session.resolve(login())).as("%s", this).isEqualTo(expected(before));
            assertThat(session.sole())
                    .as("%s", this)
                    .isEqualTo(before.size() == 1 ? before.stream().findFirst() : Optional.empty());
        }

        private Tenancy asked(Tenancy session) {
            return sni.isEmpty() ? session : session.asked(sni + ".ftp.example.net");
        }
    }

    private static List<Set<Signal>> choices() {
        List<Set<Signal>> all = new ArrayList<>();
        all.add(EnumSet.noneOf(Signal.class));
        for (Signal signal : Signal.values()) {
            for (Set<Signal> without : List.copyOf(all)) {
                Set<Signal> with = EnumSet.copyOf(without);
                with.add(signal);
                all.add(with);
            }
        }
        return all;
    }

    @Test
    void every_combination_leads_to_the_one_tenant_that_all_name_or_to_a_refusal() {
        int cases = 0;
        for (TenantId owner : Arrays.asList(null, NORTH)) {
            for (Set<Signal> signals : choices()) {
                for (String destination : SAID) {
                    for (String sni : SAID) {
                        for (String host : SAID) {
                            cases += logins(owner, signals, destination, sni, host);
                        }
                    }
                }
            }
        }
        assertThat(cases).isEqualTo(2 * 64 * 64 * 2 * 10);
    }

    private static int logins(
            @Nullable TenantId owner, Set<Signal> signals, String destination, String sni, String host) {
        int cases = 0;
        for (boolean hostFirst : List.of(false, true)) {
            new Case(owner, signals, destination, sni, host, hostFirst, null, "").check();
            cases++;
            for (Signal form : List.of(Signal.LOGIN_AT, Signal.LOGIN_BAR, Signal.LOGIN_SLASH)) {
                for (String named : List.of("north", "south", "west")) {
                    new Case(owner, signals, destination, sni, host, hostFirst, form, named).check();
                    cases++;
                }
            }
        }
        return cases;
    }

    /// `host` is what HOST has named before, if anything; the tenant `-` is nobody, `!` a refusal at north.
    @ParameterizedTest
    @CsvSource({
        // On a shared listener the last @ splits, and what stands before it is the name.
        "'', bob@north, 3, bob",
        "'', bob@shop.example@north, 3, bob@shop.example",
        "'', bob@north.example, 3, bob",
        "'', bob@NORTH.Example, 3, bob",
        "'', bob@NORTH, 3, bob",
        "'', bob@shop.example, -, bob",
        "'', bob@, -, bob",
        "'', @north, -, @north",
        "'', bob, -, bob",
        // Names with | and / in them.
        "'', a|b@north, 3, a|b",
        "'', north|a|b, 3, a|b",
        "'', north|a/b, 3, a/b",
        "'', north/a/b, 3, a/b",
        "'', north/a|b, -, b",
        "'', north.example/bob, 3, bob",
        "'', south|bob@north, 3, south|bob",
        "'', |bob, -, |bob",
        "'', /bob, -, /bob",
        // When HOST has named the tenant, what is no tenant belongs to the name.
        "north, bob, 3, bob",
        "north, bob@shop.example, 3, bob@shop.example",
        "north, west|bob, 3, west|bob",
        "north, west/bob, 3, west/bob",
        "north, bob@north, 3, bob",
        "north, bob@north.example, 3, bob",
        "north, bob@south, !, bob@south",
        "north, south/bob, !, south/bob",
        "north, bob@south.example, !, bob@south.example",
        "north.example, bob, 3, bob"
    })
    void a_login_names_its_tenant_or_is_a_name(String host, String login, String tenant, String user) {
        Tenancy session = tenancy(null, EVERYTHING);
        if (!host.isEmpty()) {
            session = session.named(host).orElseThrow();
        }
        TenantId expected = switch (tenant) {
            case "-" -> TenantId.NOBODY;
            case "!" -> NORTH;
            default -> new TenantId(Long.parseLong(tenant));
        };
        assertThat(session.resolve(login)).isEqualTo(new Login(expected, user, !tenant.equals("!")));
    }

    @Test
    void the_whole_login_is_the_name_on_a_listener_of_ones_own() {
        for (String login : List.of("bob@shop.example", "bob@north", "north|bob", "north/bob", "bob@south")) {
            assertThat(tenancy(NORTH, Set.of()).resolve(login)).isEqualTo(new Login(NORTH, login, true));
        }
        assertThat(tenancy(NORTH, Set.of(Signal.LOGIN_AT)).resolve("bob@north"))
                .isEqualTo(new Login(NORTH, "bob", true));
    }

    @Test
    void a_destination_with_its_port_comes_before_the_same_with_any() {
        var served = new Served(
                Optional.empty(),
                TENANTS,
                Map.of(Destination.parse("2001:db8::7"), NORTH, Destination.parse("[2001:db8::7]:990"), SOUTH));
        Tenancy session =
                Tenancy.of(served, new Listener(2121, Listener.Tls.NONE, Listener.Proxy.REQUIRED, EVERYTHING));
        InetAddress address = InetAddress.ofLiteral("2001:db8::7");
        assertThat(session.dialled(new InetSocketAddress(address, 21)).sole()).contains(NORTH);
        assertThat(session.dialled(new InetSocketAddress(address, 990)).sole()).contains(SOUTH);
    }

    @Test
    void another_host_takes_the_place_of_the_first_and_REIN_forgets_it() {
        Tenancy session = tenancy(null, EVERYTHING).named("north").orElseThrow();
        assertThat(session.named("south").orElseThrow().sole()).contains(SOUTH);
        assertThat(session.reinitialised().sole()).isEmpty();
        Tenancy asked = session.asked("south.example");
        assertThat(asked.resolve("bob").agreed()).isFalse();
        assertThat(asked.named("south").orElseThrow().resolve("bob")).isEqualTo(new Login(SOUTH, "bob", true));
        assertThat(asked.reinitialised().resolve("bob")).isEqualTo(new Login(SOUTH, "bob", true));
    }

    @Test
    void all_forms_of_a_login_to_an_unknown_tenant_are_one() {
        Tenancy session = tenancy(null, EVERYTHING);
        assertThat(List.of("bob@west", "west|bob", "west/bob"))
                .extracting(session::canonical)
                .containsOnly("west|bob");
        assertThat(session.canonical("bob@West.Example")).isEqualTo(session.canonical("west.example/bob"));
        assertThat(session.canonical("bob")).isEqualTo("bob");
    }
}
