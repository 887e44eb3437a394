package dev.berth.jdbc;

import static dev.berth.endpoint.DirectoryContract.refusal;
import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.endpoint.Alterations;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Destination;
import dev.berth.endpoint.Directory;
import dev.berth.endpoint.DirectoryContract;
import dev.berth.endpoint.KnownBy;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.Listener.Proxy;
import dev.berth.endpoint.Listener.Tls;
import dev.berth.endpoint.NewEndpoint;
import dev.berth.endpoint.NewTenant;
import dev.berth.endpoint.PassiveRange;
import dev.berth.endpoint.Signal;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.StatusCourse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What tenants are known by, and what listeners take notice of, on whichever database the fixture is.
abstract class JdbcKnownByContract {

    private static final KnownBy SHOP = new KnownBy(
            List.of("shop.example", "north.example"),
            List.of(Destination.parse("198.51.100.7"), Destination.parse("[2001:db8::7]:990")));

    abstract DatabaseFixture fixture();

    private Directory directory() {
        return new JdbcDirectory(fixture().database());
    }

    private Alterations alterations() {
        return new JdbcAlterations(fixture().database());
    }

    @BeforeEach
    void makeEndpoint() {
        await(directory().createEndpoint(DirectoryContract.endpoint("main", 2121, "30000-30099")));
    }

    private static NewTenant known(String slug, KnownBy by) {
        NewTenant plain = DirectoryContract.shared(slug, null, "main");
        return new NewTenant(
                plain.slug(),
                plain.name(),
                plain.storageRoot(),
                plain.fileOwner(),
                plain.endpoints(),
                plain.listeners(),
                plain.range(),
                plain.external(),
                plain.plan(),
                by);
    }

    @Test
    void a_tenant_is_read_back_with_what_it_is_known_by_and_changed() {
        Berth made = await(directory().createTenant(known("north", SHOP))).value();
        assertThat(made.knownBy()).isEqualTo(SHOP);
        assertThat(await(directory().topology()).berths())
                .extracting(Berth::knownBy)
                .containsExactly(SHOP);
        var fewer = new KnownBy(List.of("north.example"), List.of());
        Berth changed = await(alterations()
                        .alter(
                                made.tenant().id(),
                                known("north", fewer),
                                StatusCourse.of(made.tenant().status()),
                                Optional.empty()))
                .value();
        assertThat(changed.knownBy()).isEqualTo(fewer);
        assertThat(await(directory()
                                .createTenant(
                                        known("south", new KnownBy(List.of("shop.example"), SHOP.destinations()))))
                        .value()
                        .knownBy()
                        .domains())
                .containsExactly("shop.example");
    }

    @Test
    void what_is_one_tenants_is_no_others_and_free_when_that_is_gone() {
        var north = await(directory().createTenant(known("north", SHOP)))
                .value()
                .tenant()
                .id();
        for (KnownBy taken : List.of(
                new KnownBy(List.of("south.example", "shop.example"), List.of()),
                new KnownBy(List.of(), List.of(Destination.parse("198.51.100.7"))))) {
            var refused = refusal(directory().createTenant(known("south", taken)));
            assertThat(refused.reason()).isEqualTo(Reason.CONFLICT);
            assertThat(refused).hasMessageContaining("of tenant north");
        }
        assertThat(await(directory().topology()).berths()).hasSize(1);
        var otherPort = new KnownBy(List.of(), List.of(Destination.parse("198.51.100.7:2121")));
        await(directory().createTenant(known("west", otherPort)));
        await(alterations().removeTenant(north, Optional.empty()));
        await(directory().createTenant(known("south", SHOP)));
    }

    @Test
    void a_listener_is_read_back_with_what_it_takes_notice_of() {
        var listeners = List.of(
                new Listener(2122, Tls.EXPLICIT, Proxy.REQUIRED, Set.of(Signal.values())),
                new Listener(2123, Tls.NONE, Proxy.REQUIRED, Set.of(Signal.LOGIN_SLASH)),
                new Listener(2124, Tls.NONE, Proxy.REQUIRED));
        var made = await(directory()
                        .createEndpoint(
                                new NewEndpoint("behind", listeners, Optional.of(PassiveRange.parse("31000-31099")))))
                .value();
        assertThat(await(directory().endpoints()).getLast().listeners()).isEqualTo(listeners);
        var other = new NewEndpoint("behind", listeners.subList(1, 2), made.sharedPool());
        assertThat(await(alterations().alter(made.id(), other, Optional.empty()))
                        .value()
                        .listeners())
                .isEqualTo(listeners.subList(1, 2));
    }

    @Test
    void a_change_keeps_the_proxy_header_the_same_on_all_that_share_passive_ports() {
        var bare = new Listener(2122, Tls.NONE, Proxy.OFF);
        var behind = new Listener(2123, Tls.NONE, Proxy.REQUIRED);
        var town = await(directory().createEndpoint(new NewEndpoint("town", List.of(bare), Optional.empty())))
                .value();
        await(directory().createTenant(DirectoryContract.shared("north", "31000-31099", "main", "town")));
        var torn = new NewEndpoint("town", List.of(behind), Optional.empty());
        var refused = refusal(alterations().alter(town.id(), torn, Optional.empty()));
        assertThat(refused.field()).isEqualTo("listeners.proxy");
        assertThat(refused.rule()).contains("tenant north");
        var mixed = new NewEndpoint("town", List.of(bare, behind), Optional.empty());
        assertThat(refusal(alterations().alter(town.id(), mixed, Optional.empty()))
                        .field())
                .isEqualTo("listeners.proxy");
        assertThat(await(directory().endpoints()).getLast().listeners()).containsExactly(bare);
    }

    @Test
    void a_listener_takes_notice_only_of_what_can_be_noticed_there() {
        for (Listener blind : List.of(
                new Listener(2122, Tls.EXPLICIT, Proxy.OFF, Set.of(Signal.DESTINATION)),
                new Listener(2122, Tls.NONE, Proxy.OFF, Set.of(Signal.SNI)))) {
            assertThat(refusal(directory().createEndpoint(new NewEndpoint("blind", List.of(blind), Optional.empty())))
                            .field())
                    .isEqualTo("listeners.tenantBy");
        }
    }
}
