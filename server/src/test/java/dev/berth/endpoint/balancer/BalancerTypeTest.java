package dev.berth.endpoint.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.endpoint.PassiveRange;
import dev.berth.endpoint.balancer.BalancedEndpoint.Node;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What is written, judged by the programs that read it.
@Tag("client")
class BalancerTypeTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"127.0.0.4,127.0.0.1", "::1,::1", "127.0.0.4,2001:db8::1"})
    void haproxy_reads_what_is_written(String address, String node) throws Exception {
        Path file = directory.resolve("haproxy.cfg");
        for (BalancedEndpoint endpoint : variants(address, node)) {
            Files.writeString(file, BalancerType.HAPROXY.write(endpoint));
            assertThat(said("/usr/sbin/haproxy", "-c", "-f", file.toString())).contains("valid");
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.4,127.0.0.1", "127.0.0.4,2001:db8::1"})
    void nginx_reads_what_is_written(String address, String node) throws Exception {
        Path module = Path.of("/usr/lib/nginx/modules/ngx_stream_module.so");
        assumeTrue(Files.exists(module), "nginx has no stream module here");
        Path file = directory.resolve("nginx.conf");
        String head = "load_module " + module + ";\npid " + directory.resolve("pid") + ";\nerror_log stderr;\n"
                + "events { worker_connections 4096; }\n";
        for (BalancedEndpoint endpoint : variants(address, node)) {
            Files.writeString(file, head + BalancerType.NGINX.write(endpoint));
            assertThat(said("/usr/sbin/nginx", "-t", "-q", "-c", file.toString()))
                    .doesNotContain("emerg");
        }
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.5,10.20.0.11", "2001:db8::5,2001:db8::11"})
    void nft_reads_what_is_written(String address, String node) throws Exception {
        Path file = directory.resolve("berth.nft");
        for (BalancedEndpoint endpoint : variants(address, node)) {
            Files.writeString(file, BalancerType.NFTABLES.write(endpoint));
            assertThat(said("unshare", "-rn", "/usr/sbin/nft", "-c", "-f", file.toString()))
                    .isEmpty();
            String script = BalancerType.IPVS.write(endpoint);
            Files.writeString(
                    file,
                    script.substring(script.indexOf("table ip"), script.indexOf("END", script.indexOf("table ip"))));
            assertThat(said("unshare", "-rn", "/usr/sbin/nft", "-c", "-f", file.toString()))
                    .isEmpty();
        }
    }

    @Test
    void sh_reads_the_script_of_ipvs() throws Exception {
        Path file = directory.resolve("berth.sh");
        Files.writeString(file, BalancerType.IPVS.write(endpoint("203.0.113.5", "10.20.0.11", 2, false, true)));
        assertThat(said("sh", "-n", file.toString())).isEmpty();
        assertThat(file)
                .content()
                .contains("tcp dport { 30000-30009 } meta mark set 21001\n")
                .contains("-A -f 21001 -s lc\n-a -f 21001 -r 10.20.0.11 -g\n")
                .contains("tcp dport { 30010-30019 } meta mark set 21002\n");
    }

    @Test
    void each_port_of_a_service_has_its_entry() {
        assertThat(BalancerType.KUBERNETES.write(endpoint("203.0.113.5", "10.20.0.11", 1, false, true)))
                .contains("  - {name: control-2121, protocol: TCP, port: 2121, targetPort: 2121}\n")
                .contains("  - {name: passive-30009, protocol: TCP, port: 30009, targetPort: 30009}\n")
                .doesNotContain("30010");
    }

    @Test
    void each_port_of_a_network_load_balancer_leads_to_its_node() {
        assertThat(BalancerType.NLB_TERRAFORM.write(endpoint("203.0.113.5", "10.20.0.11", 2, true, true)))
                .contains("    \"2121\" = [\"10.20.0.11\", \"10.20.0.12\"]\n")
                .contains("    \"30009\" = [\"10.20.0.11\"]\n    \"30010\" = [\"10.20.0.12\"]\n")
                .contains("proxy_protocol_v2  = true");
    }

    @Test
    void data_goes_to_the_node_that_owns_the_port_with_the_header_that_is_demanded() {
        BalancedEndpoint endpoint = endpoint("203.0.113.5", "10.20.0.11", 2, true, true);
        assertThat(BalancerType.HAPROXY.write(endpoint))
                .contains("  bind 203.0.113.5:30010-30019\n  default_backend berth_data_1\n")
                .contains("backend berth_data_1\n  server n1 10.20.0.12 send-proxy-v2\n")
                .contains("  server n0 10.20.0.11 send-proxy-v2 check port 8422 inter 2s fall 2 rise 2\n");
        assertThat(BalancerType.NGINX.write(endpoint)).contains("""
                            listen 203.0.113.5:30010-30019 so_keepalive=60:30:4;
                            proxy_pass 10.20.0.12:$server_port;
                            proxy_protocol on;
                        """);
        assertThat(BalancerType.HAPROXY.write(endpoint("203.0.113.5", "10.20.0.11", 2, false, true)))
                .doesNotContain("send-proxy");
    }

    @ParameterizedTest
    @EnumSource(names = {"NFTABLES", "IPVS", "KUBERNETES"})
    void who_sends_no_header_is_refused_where_one_is_demanded(BalancerType type) {
        assertThat(type.objection(endpoint("203.0.113.5", "10.20.0.11", 1, true, true))
                        .orElse(""))
                .contains("proxy: off");
        assertThat(type.objection(endpoint("203.0.113.5", "10.20.0.11", 1, false, true)))
                .isEmpty();
    }

    @Test
    void what_cannot_be_is_refused() {
        assertThat(BalancerType.NLB_TERRAFORM
                        .objection(endpoint("203.0.113.5", "10.20.0.11", 5, true, true))
                        .orElse(""))
                .contains("50 listeners", "52 ports");
        assertThat(BalancerType.NFTABLES
                        .objection(endpoint("203.0.113.5", "2001:db8::11", 1, false, true))
                        .orElse(""))
                .contains("one family");
    }

    /// With one node and several, with a header and without, with a health port and without.
    private static List<BalancedEndpoint> variants(String address, String node) throws IOException {
        List<BalancedEndpoint> all = new ArrayList<>();
        for (int nodes : List.of(1, 2)) {
            for (boolean proxied : List.of(true, false)) {
                all.add(endpoint(address, node, nodes, proxied, nodes == 1));
            }
        }
        return all;
    }

    private static BalancedEndpoint endpoint(String address, String first, int nodes, boolean proxied, boolean health) {
        byte[] octets = InetAddress.ofLiteral(first).getAddress();
        List<Node> all = IntStream.range(0, nodes)
                .mapToObj(i -> {
                    byte[] mine = octets.clone();
                    mine[mine.length - 1] += (byte) i;
                    var slice = new PassiveRange(30_000 + i * 10, 30_009 + i * 10);
                    try {
                        return new Node("n" + i, InetAddress.getByAddress(mine), List.of(slice));
                    } catch (java.net.UnknownHostException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
        return new BalancedEndpoint(
                "town",
                Optional.of(InetAddress.ofLiteral(address)),
                List.of(2121, 9900),
                proxied,
                health ? Optional.of(8422) : Optional.empty(),
                all);
    }

    private static String said(String... command) throws IOException, InterruptedException {
        Path program = Path.of(command[0].equals("unshare") ? command[2] : command[0]);
        assumeTrue(!program.isAbsolute() || Files.isExecutable(program), program + " is not installed");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
