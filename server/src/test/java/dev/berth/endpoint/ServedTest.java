package dev.berth.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.tenant.TenantId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Whom an endpoint serves under which name.
class ServedTest {

    private static final TenantId NORTH = new TenantId(3);
    private static final TenantId SOUTH = new TenantId(4);
    private static final Set<Signal> EVERYTHING = EnumSet.allOf(Signal.class);

    @Test
    void a_name_of_the_provider_is_nobodys_though_a_slug_begins_it() {
        var served = new Served(
                Optional.empty(),
                Map.of("north", NORTH, "south", SOUTH, "south.provider.example", SOUTH),
                Map.of(),
                Set.of("north.provider.example", "south.provider.example"));
        Tenancy session =
                Tenancy.of(served, new Listener(2121, Listener.Tls.NONE, Listener.Proxy.REQUIRED, EVERYTHING));
        for (String name : List.of("north.provider.example", "North.Provider.Example.")) {
            assertThat(session.asked(name).sole()).isEmpty();
            assertThat(session.named(name)).isEmpty();
            assertThat(session.asked(name).resolve("bob@south")).isEqualTo(new Login(SOUTH, "bob", true));
        }
        assertThat(session.asked("north.ftp.example.net").sole()).contains(NORTH);
        assertThat(session.asked("south.provider.example").sole())
                .as("a domain")
                .contains(SOUTH);
    }
}
