package dev.berth.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.endpoint.ClientNetwork;
import dev.berth.endpoint.ExternalAddress;
import dev.berth.endpoint.ExternalRule;
import dev.berth.tenant.TenantId;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What 227 tells, by `auto` above all.
class PassivePlacesTest {

    private static final TenantId ACME = new TenantId(1);
    private static final InetAddress INSIDE = InetAddress.ofLiteral("192.168.1.10");
    private static final InetAddress OUTSIDE = InetAddress.ofLiteral("203.0.113.5");
    private static final InetAddress NEIGHBOUR = InetAddress.ofLiteral("192.168.1.20");
    private static final InetAddress INTERNET = InetAddress.ofLiteral("198.51.100.7");

    @Test
    void auto_is_the_address_that_was_dialled() {
        var places = places("");
        assertThat(told(places, INTERNET, OUTSIDE)).isEqualTo(OUTSIDE);
        assertThat(told(places, NEIGHBOUR, INSIDE)).isEqualTo(INSIDE);
        assertThat(told(places, INTERNET, INSIDE)).isEqualTo(INSIDE);
    }

    @Test
    void behind_address_translation_it_is_the_address_outside_for_who_is_outside() {
        var places = places("203.0.113.5");
        assertThat(told(places, INTERNET, INSIDE)).isEqualTo(OUTSIDE);
        assertThat(told(places, NEIGHBOUR, INSIDE)).isEqualTo(INSIDE);
        InetAddress other = InetAddress.ofLiteral("203.0.113.99");
        assertThat(told(places, INTERNET, other)).isEqualTo(other);
    }

    @Test
    void the_address_outside_may_be_a_name_that_is_known_sooner_or_later() {
        var places = places("ftp.example.net");
        assertThat(told(places, INTERNET, INSIDE)).isEqualTo(INSIDE);
        places.resolved("ftp.example.net", List.of((Inet4Address) OUTSIDE));
        assertThat(told(places, INTERNET, INSIDE)).isEqualTo(OUTSIDE);
    }

    @Test
    void a_rule_that_says_auto_means_the_same_and_any_other_goes_before() {
        var places = places("203.0.113.5");
        places.rules(ACME, List.of(new ExternalRule(ClientNetwork.ANY, new ExternalAddress.Auto())));
        assertThat(told(places, INTERNET, INSIDE)).isEqualTo(OUTSIDE);
        places.rules(ACME, List.of(new ExternalRule(ClientNetwork.ANY, new ExternalAddress.ListenerAddress())));
        assertThat(told(places, INTERNET, INSIDE)).isEqualTo(INSIDE);
    }

    private static PassivePlaces places(String outside) {
        return new PassivePlaces(outside.isEmpty() ? Optional.empty() : Optional.of(ExternalAddress.parse(outside)));
    }

    private static InetAddress told(PassivePlaces places, InetAddress client, InetAddress dialled) {
        return places.external(ACME, client, dialled, INSIDE);
    }
}
