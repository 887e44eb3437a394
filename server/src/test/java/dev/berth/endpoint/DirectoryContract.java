package dev.berth.endpoint;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.endpoint.Listener.Proxy;
import dev.berth.endpoint.Listener.Tls;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TenantStatus;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [Directory] does. A directory's test implements it and gives an empty one for each test.
public interface DirectoryContract extends DirectoryRefusalsContract {

    static Listener listener(int port) {
        return new Listener(port, Tls.NONE, Proxy.OFF);
    }

    static NewEndpoint endpoint(String name, int port, String pool) {
        return new NewEndpoint(
                name, List.of(listener(port)), Optional.ofNullable(pool).map(PassiveRange::parse));
    }

    static NewTenant dedicated(String slug, int port, String range) {
        return new NewTenant(
                new Slug(slug),
                slug + " Ltd",
                Optional.empty(),
                List.of(),
                List.of(listener(port)),
                Optional.of(PassiveRange.parse(range)),
                List.of());
    }

    static NewTenant shared(String slug, String range, String... endpoints) {
        return new NewTenant(
                new Slug(slug),
                slug + " Ltd",
                Optional.empty(),
                List.of(endpoints),
                List.of(),
                Optional.ofNullable(range).map(PassiveRange::parse),
                List.of());
    }

    static NewTenant rooted(String slug, String root, String endpoint) {
        return new NewTenant(
                new Slug(slug), slug, Optional.of(root), List.of(endpoint), List.of(), Optional.empty(), List.of());
    }

    static ExternalRule rule(String network, String address) {
        return new ExternalRule(ClientNetwork.parse(network), ExternalAddress.parse(address));
    }

    @CanIgnoreReturnValue
    static DirectoryRefused refusal(Future<?> future) {
        return catchThrowableOfType(DirectoryRefused.class, () -> await(future));
    }

    @Test
    default void an_empty_directory_serves_nobody() {
        Topology topology = await(directory().topology());
        assertThat(topology).isEqualTo(new Topology(0, List.of(), List.of()));
        assertThat(await(directory().revision())).isZero();
    }

    @Test
    default void an_endpoint_is_read_back_as_it_was_made() {
        List<Listener> listeners = List.of(
                new Listener(2121, Tls.EXPLICIT, Proxy.REQUIRED), new Listener(990, Tls.IMPLICIT, Proxy.REQUIRED));
        Endpoint made = await(directory()
                        .createEndpoint(
                                new NewEndpoint("main", listeners, Optional.of(PassiveRange.parse("30000-30099")))))
                .value();
        assertThat(made.name()).isEqualTo("main");
        assertThat(made.listeners()).containsExactlyInAnyOrderElementsOf(listeners);
        assertThat(await(directory().topology()).endpoints()).containsExactly(made);
        assertThat(await(directory().endpoints())).containsExactly(made);
    }

    @Test
    default void a_tenant_says_what_it_allows_of_data_connections() {
        TenantId north = tenant(dedicated("north", 2121, "30000-30009"));
        var rules = new DataRules(
                new PortRules(PortRules.Key.PREFIX, PortRules.Mode.EXCLUSIVE),
                new DataRules.Passive(false, Duration.ofSeconds(45)),
                new DataRules.Active(false, true, true, Optional.of(SourceAddress.parse("2001:db8::20"))),
                true,
                2,
                new DataRules.Limits(Optional.of(3), Optional.of(40)),
                new DataRules.Idle(Optional.of(Duration.ofMinutes(10)), Optional.of(Duration.ofHours(1))));
        assertThat(await(directory().setData(north, rules, Optional.empty()))
                        .value()
                        .data())
                .isEqualTo(rules);
        assertThat(await(directory().topology()).berths())
                .extracting(Berth::data)
                .containsExactly(rules);
        var tooMany = new DataRules(
                rules.ports(),
                rules.passive(),
                rules.active(),
                true,
                10,
                DataRules.Limits.NONE,
                DataRules.Idle.OF_NODE);
        assertThat(refusal(directory().setData(north, tooMany, Optional.empty()))
                        .field())
                .isEqualTo("data.fxpPorts");
        assertThat(refusal(directory().setPassive(north, PassiveRange.parse("30000-30001"), List.of()))
                        .field())
                .isEqualTo("data.fxpPorts");
        await(directory().createEndpoint(endpoint("main", 2122, "30100-30199")));
        TenantId south = tenant(shared("south", null, "main"));
        assertThat(refusal(directory().setData(south, rules, Optional.empty())).field())
                .isEqualTo("data");
    }

    @Test
    default void a_tenant_with_listeners_gets_an_endpoint_named_by_its_slug() {
        Berth berth = await(directory().createTenant(dedicated("north", 2121, "30000-30099")))
                .value();
        assertThat(berth.tenant().slug()).isEqualTo(new Slug("north"));
        assertThat(berth.tenant().name()).isEqualTo("north Ltd");
        assertThat(berth.tenant().status()).isEqualTo(TenantStatus.ACTIVE);
        assertThat(berth.tenant().storageRoot()).isEqualTo("north");
        assertThat(berth.range()).contains(PassiveRange.parse("30000-30099"));
        Topology topology = await(directory().topology());
        assertThat(topology.berths()).containsExactly(berth);
        assertThat(topology.endpoints()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.name()).isEqualTo("north");
            assertThat(endpoint.listeners()).containsExactly(listener(2121));
            assertThat(endpoint.owner()).contains(berth.tenant().id());
            assertThat(berth.endpoints()).containsExactly(endpoint.id());
        });
    }

    @Test
    default void two_tenants_share_an_endpoint_and_its_pool() {
        EndpointId main = await(directory().createEndpoint(endpoint("main", 2121, "30000-30099")))
                .value()
                .id();
        tenant(shared("north", null, "main"));
        tenant(shared("south", "30100-30199", "main"));
        assertThat(await(directory().topology()).berths())
                .extracting(Berth::endpoints)
                .containsExactly(List.of(main), List.of(main));
        assertThat(await(directory().berth(new Slug("north"))).range()).isEmpty();
        assertThat(await(directory().berth(new Slug("south"))).range()).contains(PassiveRange.parse("30100-30199"));
    }

    @Test
    default void external_address_rules_keep_their_order() {
        List<ExternalRule> rules = List.of(
                rule("192.0.2.0/24", "listener"),
                rule("2001:db8::/32", "auto"),
                rule("198.51.100.7", "203.0.113.5"),
                rule("*", "ftp.example.net"));
        TenantId north = tenant(dedicated("north", 2121, "30000-30099"));
        Berth set = await(directory().setPassive(north, PassiveRange.parse("30000-30009"), rules))
                .value();
        assertThat(set.external()).isEqualTo(rules);
        assertThat(await(directory().berth(new Slug("north")))).isEqualTo(set);
    }

    @Test
    default void a_new_range_replaces_the_old_one() {
        TenantId north = tenant(dedicated("north", 2121, "30000-30099"));
        await(directory().setPassive(north, PassiveRange.parse("30050-30149"), List.of(rule("*", "auto"))));
        Berth set = await(directory().setPassive(north, PassiveRange.parse("40000-40009"), List.of()))
                .value();
        assertThat(set.range()).contains(PassiveRange.parse("40000-40009"));
        assertThat(set.external()).isEmpty();
        tenant(dedicated("south", 2122, "30000-30099"));
    }

    @Test
    default void tenants_have_separate_storage_roots() {
        await(directory().createEndpoint(endpoint("main", 2121, "30000-30099")));
        tenant(rooted("north", "/srv/ftp//north/", "main"));
        assertThat(await(directory().berth(new Slug("north"))).tenant().storageRoot())
                .isEqualTo("/srv/ftp/north");
        for (String root : List.of("/srv/ftp/north", "/srv/ftp", "/srv/ftp/north/web")) {
            DirectoryRefused refused = refusal(directory().createTenant(rooted("south", root, "main")));
            assertThat(refused.reason()).as(root).isEqualTo(Reason.CONFLICT);
            assertThat(refused.rule()).contains("/srv/ftp/north of tenant north");
        }
        for (String root : List.of("", "/", "a/../b", "..", "./a", "a\nb")) {
            assertThat(refusal(directory().createTenant(rooted("south", root, "main")))
                            .reason())
                    .as(root)
                    .isEqualTo(Reason.INVALID);
        }
        tenant(rooted("south", "/srv/ftp/north2", "main"));
    }

    @Test
    default void each_change_has_a_revision_and_a_refused_one_has_none() {
        long first = await(directory().createEndpoint(endpoint("main", 2121, "30000-30099")))
                .revision();
        Directory.Revised<Berth> second = await(directory().createTenant(shared("north", null, "main")));
        refusal(directory().createTenant(shared("north", null, "main")));
        long third = await(directory()
                        .setPassive(second.value().tenant().id(), PassiveRange.parse("31000-31009"), List.of()))
                .revision();
        assertThat(List.of(first, second.revision(), third)).containsExactly(1L, 2L, 3L);
        assertThat(await(directory().revision())).isEqualTo(3);
        assertThat(await(directory().topology()).revision()).isEqualTo(3);
    }

    @Test
    default void manners_are_kept() {
        await(directory().createEndpoint(endpoint("shared", 2121, "30000-30009")));
        TenantId acme = tenant(shared("acme", null, "shared"));
        assertThat(await(directory().manners()).getOrDefault(acme, TenantManners.USUAL))
                .isEqualTo(TenantManners.USUAL);

        var everything = new MannerRule(
                Optional.of("OldTool"),
                ClientNetwork.parse("192.0.2.0/24"),
                Optional.of("bob"),
                Optional.of(false),
                Optional.of("fine"),
                Optional.of(TenantManners.parseZone("Asia/Tokyo")),
                Optional.of(TenantManners.parseCharset("Shift_JIS")),
                Optional.of(Manners.StouText.FOR));
        var nothing = new MannerRule(
                Optional.empty(),
                ClientNetwork.ANY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        var wanted = new TenantManners(
                Optional.of("Welcome aboard"),
                TenantManners.parseZone("Europe/Berlin"),
                Optional.of(TenantManners.parseCharset("windows-1252")),
                List.of(everything, nothing));
        long before = await(directory().revision());
        assertThat(await(directory().setManners(acme, wanted, Optional.empty())).revision())
                .isGreaterThan(before);
        assertThat(await(directory().manners())).containsEntry(acme, wanted);

        await(directory().setManners(acme, TenantManners.USUAL, Optional.empty()));
        assertThat(await(directory().manners()).getOrDefault(acme, TenantManners.USUAL))
                .isEqualTo(TenantManners.USUAL);
    }
}
