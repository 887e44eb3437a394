package dev.berth.ban;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.endpoint.ClientNetwork;
import dev.berth.tenant.TenantId;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BanListTest {

    private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");
    private static final Optional<TenantId> NORTH = Optional.of(new TenantId(3));
    private static final Optional<TenantId> SOUTH = Optional.of(new TenantId(4));

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final BanList list = new BanList(List.of(ClientNetwork.parse("198.51.100.8/29")), now::get);

    private static Ban ban(long id, Optional<TenantId> tenant, String network) {
        return new Ban(
                id,
                tenant.map(whose -> new Ban.Whose(whose, Optional.empty())),
                ClientNetwork.parse(network),
                false,
                "node",
                "why",
                START,
                Optional.of(START.plusSeconds(60)));
    }

    private boolean isOut(String client, Optional<TenantId> tenant) {
        return list.keepsOut(InetAddress.ofLiteral(client), tenant).isPresent();
    }

    @Test
    void it_keeps_out_addresses_and_networks_of_both_families() {
        assertThat(list.take(List.of(
                        ban(1, Optional.empty(), "192.0.2.7"),
                        ban(2, Optional.empty(), "203.0.113.0/25"),
                        ban(3, Optional.empty(), "2001:db8:1:2::/64"),
                        ban(4, Optional.empty(), "2001:db8:7::9"))))
                .hasSize(4);
        assertThat(isOut("192.0.2.7", NORTH)).isTrue();
        assertThat(isOut("192.0.2.8", NORTH)).isFalse();
        assertThat(isOut("203.0.113.127", NORTH)).isTrue();
        assertThat(isOut("203.0.113.128", NORTH)).isFalse();
        assertThat(isOut("2001:db8:1:2:ffff::1", NORTH)).isTrue();
        assertThat(isOut("2001:db8:1:3::1", NORTH)).isFalse();
        assertThat(isOut("2001:db8:7::9", Optional.empty())).isTrue();
        assertThat(isOut("2001:db8:7::8", Optional.empty())).isFalse();
    }

    @Test
    void a_ban_of_one_tenant_is_nothing_to_another() {
        assertThat(list.take(List.of(ban(1, NORTH, "192.0.2.0/24")))).hasSize(1);
        assertThat(isOut("192.0.2.7", NORTH)).isTrue();
        assertThat(isOut("192.0.2.7", SOUTH)).isFalse();
        assertThat(isOut("192.0.2.7", Optional.empty())).isFalse();
    }

    @Test
    void a_ban_ends_by_itself_and_by_being_lifted() {
        assertThat(list.take(List.of(ban(1, NORTH, "192.0.2.7"), ban(2, NORTH, "192.0.2.8"))))
                .hasSize(2);
        assertThat(list.take(List.of(ban(1, NORTH, "192.0.2.7")))).isEmpty();
        assertThat(list.drop(List.of(2L, 99L))).hasSize(1);
        assertThat(isOut("192.0.2.8", NORTH)).isFalse();
        assertThat(isOut("192.0.2.7", NORTH)).isTrue();
        now.set(START.plusSeconds(60));
        assertThat(isOut("192.0.2.7", NORTH)).isFalse();
        assertThat(list.size()).isEqualTo(1);
        assertThat(list.sweep()).hasSize(1);
        assertThat(list.size()).isZero();
    }

    @Test
    void who_is_exempt_is_never_kept_out() {
        assertThat(list.take(List.of(ban(1, Optional.empty(), "198.51.100.0/24"))))
                .hasSize(1);
        assertThat(isOut("198.51.100.7", NORTH)).isTrue();
        assertThat(isOut("198.51.100.9", NORTH)).isFalse();
    }

    @Test
    void what_the_database_has_no_more_is_dropped_but_not_what_it_was_never_told() {
        assertThat(list.take(List.of(ban(1, NORTH, "192.0.2.7"), ban(2, NORTH, "192.0.2.8"))))
                .hasSize(2);
        assertThat(list.takeAlone(ban(-1, NORTH, "192.0.2.9"))).isTrue();
        assertThat(list.keep(List.of(ban(2, NORTH, "192.0.2.8")))).hasSize(1);
        assertThat(isOut("192.0.2.7", NORTH)).isFalse();
        assertThat(isOut("192.0.2.8", NORTH)).isTrue();
        assertThat(isOut("192.0.2.9", NORTH)).isTrue();
    }

    @Test
    void what_stands_in_memory_alone_is_bounded() {
        int taken = 0;
        for (int i = 1; i <= 10_100; i++) {
            taken += list.takeAlone(ban(-i, NORTH, "10.0." + i / 250 + "." + i % 250)) ? 1 : 0;
        }
        assertThat(taken).isEqualTo(10_000);
        assertThat(list.size()).isEqualTo(10_000);
    }
}
