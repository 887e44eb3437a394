package dev.berth.endpoint;

import static dev.berth.endpoint.DirectoryContract.dedicated;
import static dev.berth.endpoint.DirectoryContract.endpoint;
import static dev.berth.endpoint.DirectoryContract.refusal;
import static dev.berth.endpoint.DirectoryContract.shared;
import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.endpoint.Listener.Proxy;
import dev.berth.endpoint.Listener.Tls;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [Directory] refuses: what meets the ports and names of somebody else, and what could not be served.
interface DirectoryRefusalsContract {

    /// An empty directory.
    Directory directory();

    /// Makes a tenant.
    @CanIgnoreReturnValue
    default TenantId tenant(NewTenant tenant) {
        return await(directory().createTenant(tenant)).value().tenant().id();
    }

    @Test
    default void control_and_data_of_a_pool_agree_on_the_proxy_header() {
        List<Listener> both =
                List.of(new Listener(2121, Tls.NONE, Proxy.OFF), new Listener(2122, Tls.NONE, Proxy.REQUIRED));
        assertThat(refusal(directory().createEndpoint(new NewEndpoint("main", both, Optional.empty())))
                        .field())
                .isEqualTo("listeners.proxy");
        await(directory().createEndpoint(new NewEndpoint("bare", both.subList(0, 1), Optional.empty())));
        await(directory().createEndpoint(new NewEndpoint("behind", both.subList(1, 2), Optional.empty())));
        assertThat(refusal(directory().createTenant(shared("north", "30100-30199", "bare", "behind")))
                        .field())
                .isEqualTo("passive.ports");
    }

    @Test
    default void nobody_else_is_served_on_an_endpoint_of_ones_own() {
        tenant(dedicated("north", 2121, "30000-30099"));
        DirectoryRefused refused = refusal(directory().createTenant(shared("south", "30100-30199", "north")));
        assertThat(refused.field()).isEqualTo("endpoints");
        assertThat(refused.value()).isEqualTo("north");
    }

    @Test
    default void a_range_that_overlaps_another_tenants_is_refused_with_both_names() {
        tenant(dedicated("north", 2121, "30000-30099"));
        TenantId south = tenant(dedicated("south", 2122, "31000-31099"));
        DirectoryRefused refused = refusal(directory().setPassive(south, PassiveRange.parse("30050-30149"), List.of()));
        assertThat(refused.reason()).isEqualTo(Reason.CONFLICT);
        assertThat(refused.field()).isEqualTo("passive.ports");
        assertThat(refused.value()).isEqualTo("30050-30149");
        assertThat(refused.rule()).isEqualTo("overlaps 30000-30099 of tenant north, so tenant south cannot have it");
        assertThat(await(directory().berth(new Slug("south"))).range()).contains(PassiveRange.parse("31000-31099"));
    }

    @Test
    default void a_range_that_overlaps_a_shared_pool_is_refused() {
        await(directory().createEndpoint(endpoint("main", 2121, "30000-30099")));
        assertThat(refusal(directory().createTenant(shared("north", "30099-30100", "main")))
                        .rule())
                .contains("30000-30099 of the shared pool of endpoint main", "tenant north");
        tenant(shared("south", "30100-30199", "main"));
        assertThat(refusal(directory().createEndpoint(endpoint("other", 2122, "30199-30200")))
                        .rule())
                .contains("30100-30199 of tenant south", "the shared pool of endpoint other");
    }

    @Test
    default void a_range_with_a_control_port_in_it_is_refused() {
        TenantId north = tenant(dedicated("north", 2121, "30000-30099"));
        assertThat(refusal(directory().setPassive(north, PassiveRange.parse("2100-2199"), List.of()))
                        .rule())
                .contains("contains the control port 2121 of endpoint north");
        assertThat(refusal(directory().createTenant(dedicated("south", 32000, "31990-32010")))
                        .reason())
                .isEqualTo(Reason.INVALID);
    }

    @Test
    default void a_control_port_that_somebody_has_is_refused() {
        tenant(dedicated("north", 2121, "30000-30099"));
        DirectoryRefused taken = refusal(directory().createTenant(dedicated("south", 2121, "31000-31099")));
        assertThat(taken.field()).isEqualTo("listeners[0].port");
        assertThat(taken.value()).isEqualTo("2121");
        assertThat(taken.rule()).contains("the control port of endpoint north", "endpoint south");
        assertThat(refusal(directory().createEndpoint(endpoint("main", 30001, null)))
                        .rule())
                .contains("lies in 30000-30099 of tenant north", "endpoint main");
    }

    @Test
    default void names_are_taken_once() {
        tenant(dedicated("north", 2121, "30000-30099"));
        DirectoryRefused slug = refusal(directory().createTenant(dedicated("north", 2122, "31000-31099")));
        assertThat(slug.reason()).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(slug.field()).isEqualTo("slug");
        DirectoryRefused name = refusal(directory().createEndpoint(endpoint("north", 2123, null)));
        assertThat(name.reason()).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(name.field()).isEqualTo("name");
    }

    @Test
    default void what_does_not_exist_is_named() {
        DirectoryRefused endpoint = refusal(directory().createTenant(shared("north", "30000-30099", "nowhere")));
        assertThat(endpoint.field()).isEqualTo("endpoints");
        assertThat(endpoint.value()).isEqualTo("nowhere");
        assertThat(refusal(directory().berth(new Slug("nobody"))).reason()).isEqualTo(Reason.NOT_FOUND);
        DirectoryRefused tenant =
                refusal(directory().setPassive(new TenantId(4711), PassiveRange.parse("30000-30099"), List.of()));
        assertThat(tenant.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(tenant.value()).isEqualTo("4711");
    }

    @Test
    default void a_tenant_that_could_not_be_served_is_refused() {
        await(directory().createEndpoint(endpoint("poolless", 2121, null)));
        assertThat(refusal(directory().createTenant(shared("north", "30000-30099")))
                        .field())
                .isEqualTo("endpoints");
        assertThat(refusal(directory().createTenant(shared("north", null, "poolless")))
                        .rule())
                .contains("endpoint poolless has no shared pool");
        assertThat(await(directory().topology()).berths()).isEmpty();
    }

    @Test
    default void of_two_that_want_the_same_ports_at_once_exactly_one_gets_them() {
        TenantId north = tenant(dedicated("north", 2121, "30000-30099"));
        TenantId south = tenant(dedicated("south", 2122, "31000-31099"));
        for (int round = 0; round < 10; round++) {
            int port = 40_000 + 100 * round;
            List<Future<?>> both = new ArrayList<>();
            both.add(directory().setPassive(north, new PassiveRange(port, port + 59), List.of()));
            both.add(directory().setPassive(south, new PassiveRange(port + 40, port + 99), List.of()));
            await(Future.join(both).otherwiseEmpty());
            assertThat(both.stream().filter(Future::succeeded)).hasSize(1);
            assertThat(both.stream().filter(Future::failed))
                    .singleElement()
                    .satisfies(loser -> assertThat(loser.cause()).isInstanceOf(DirectoryRefused.class));
        }
        assertThat(await(directory().revision())).isEqualTo(12);
    }

    @Test
    default void manners_of_nobody_are_refused() {
        assertThat(refusal(directory().setManners(new TenantId(99), TenantManners.USUAL, Optional.empty()))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
    }
}
