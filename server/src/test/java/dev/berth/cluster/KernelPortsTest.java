package dev.berth.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.endpoint.Berth;
import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.EndpointId;
import dev.berth.endpoint.EphemeralPorts;
import dev.berth.endpoint.PassiveRange;
import dev.berth.endpoint.Topology;
import dev.berth.tenant.Slug;
import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TenantStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class KernelPortsTest {

    private static final EphemeralPorts LINUX = EphemeralPorts.parse("32768 60999", "");

    @Test
    void this_kernel_is_asked() throws IOException {
        Path file = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
        Assumptions.assumeTrue(Files.exists(file), "the kernel of this machine does not tell");
        String[] ends = Files.readAllLines(file).getFirst().strip().split("\\s+", -1);
        assertThat(KernelPorts.read().first()).isEqualTo(Integer.parseInt(ends[0]));
        assertThat(KernelPorts.read().last()).isEqualTo(Integer.parseInt(ends[1]));
    }

    @Test
    void nothing_is_said_where_nothing_is_wrong() {
        assertThat(KernelPorts.warning(LINUX, topology("30000-30099", "30100-30199")))
                .isEmpty();
        assertThat(KernelPorts.warning(EphemeralPorts.UNKNOWN, topology("40000-40099", "40100-40199")))
                .isEmpty();
    }

    @Test
    void the_ranges_of_tenants_and_endpoints_are_named_with_the_line_that_keeps_them_free() {
        assertThat(KernelPorts.warning(LINUX, topology("40000-40099", "30000-32768", "30100-30199")))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("30000-32768, 40000-40099 are among those")
                        .contains("(32768-60999)")
                        .endsWith("sysctl -w net.ipv4.ip_local_reserved_ports=30000-32768,40000-40099"));
    }

    @Test
    void of_many_some_are_named() {
        String[] ranges = IntStream.range(0, 8)
                .mapToObj(i -> (40_000 + 10 * i) + "-" + (40_009 + 10 * i))
                .toArray(String[]::new);
        assertThat(KernelPorts.warning(LINUX, topology(ranges)))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("40040-40049 and 3 more are among those")
                        .endsWith("40040-40049,..."));
    }

    /// @param ranges the first is an endpoint's, the others are tenants'
    private static Topology topology(String... ranges) {
        var endpoint = new Endpoint(
                new EndpointId(1), "shared", List.of(), Optional.empty(), Optional.of(PassiveRange.parse(ranges[0])));
        List<Berth> berths = IntStream.range(1, ranges.length)
                .mapToObj(i -> new Berth(
                        new Tenant(new TenantId(i), new Slug("t" + i), "t" + i, TenantStatus.ACTIVE, "t" + i),
                        List.of(endpoint.id()),
                        Optional.of(PassiveRange.parse(ranges[i])),
                        List.of(),
                        DataRules.DEFAULT))
                .toList();
        return new Topology(1, List.of(endpoint), berths);
    }
}
