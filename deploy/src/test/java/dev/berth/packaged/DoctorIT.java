package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.packaged.Lab.Machine;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The doctor on a machine of the internet, and what it says of faults that were planted: in the firewall, in the
/// address translation, in the DNS, on the server, in the tenant.
@Tag("packaged")
class DoctorIT {

    @TempDir
    static Path directory;

    private static Lab lab;
    private static LabServer server;
    private static Process thief;
    private static Tunnel tunnel;

    @BeforeAll
    static void plant() {
        lab = Lab.build(directory);
        Programs.require(List.of("python3"));
        lab.rules("2121-2138, 30000-30199, 30200-30204, 40000-40009", "2129, 30100-30109");
        server = LabServer.start(lab, directory);
        told("healthy", 2121, "30000-30009", Lab.PUBLIC);
        told("closed", 2122, "30100-30109", Lab.PUBLIC);
        told("unforwarded", 2123, "30600-30609", Lab.PUBLIC);
        told("partly", 2124, "30200-30209", Lab.PUBLIC);
        told("private", 2125, "30030-30039", Lab.SERVER);
        told("stale", 2126, "30040-30049", Lab.NAME);
        told("small", 2127, "30050-30051", Lab.PUBLIC);
        told("ephemeral", 2128, "40000-40009", Lab.PUBLIC);
        told("shut", 2129, "30070-30079", Lab.PUBLIC);
        told("taken", 2130, "30060-30069", Lab.PUBLIC);
        told("blocked", 2131, "30080-30089", Lab.PUBLIC);
        told("passive", 2132, "30090-30099", Lab.PUBLIC);
        told("unmapped", 2140, "30110-30119", Lab.PUBLIC);
        server.call("PATCH", "/tenants/blocked", new JsonObject().put("status", "blocked"));
        server.call(
                "PUT", "/tenants/passive/data", new JsonObject().put("active", new JsonObject().put("enabled", false)));
        // The API refuses ports that another program has; a program that is quicker at a start is found out later.
        server.restartAfter(DoctorIT::steal);
        tunnel = Tunnel.open(lab, directory, 8421);
    }

    private static void steal() {
        List<String> stealing = new ArrayList<>(lab.on(Machine.SERVER));
        stealing.addAll(List.of("python3", "-m", "http.server", "30065"));
        try {
            thief = new ProcessBuilder(stealing)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("thief.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lab.shell(
                Machine.SERVER,
                "for i in $(seq 50); do curl -s -o /dev/null 127.0.0.1:30065 && exit 0; sleep 0.2; done; exit 1");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (tunnel != null) {
            tunnel.close();
        }
        if (thief != null) {
            thief.destroy();
            thief.waitFor();
        }
        if (server != null) {
            server.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void says_nothing_where_nothing_is_wrong() {
        Examined examined = examine("healthy");
        assertThat(examined.faults()).as(examined.text()).isEmpty();
        assertThat(examined.code()).isZero();
        assertThat(examined.text())
                .contains("PASV at 203.0.113.5:2121", "EPSV at 203.0.113.5:2121", "PORT at 203.0.113.5:2121")
                .contains("upload and download work");
    }

    @Test
    void goes_over_ipv6_too() {
        Examined examined = examine("healthy", Lab.SERVER_IPV6);
        assertThat(examined.faults()).as(examined.text()).isEmpty();
        assertThat(examined.text()).contains("EPSV at [2001:db8:2", "EPRT at [2001:db8:2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            closed      | range-closed        | 5 | open the ports 30100-30109 in the firewall
            unforwarded | range-not-forwarded | 5 | forward the ports 30600-30609
            partly      | range-partly-closed | 5 | open and forward all of the ports 30200-30209
            private     | address-private     | 5 | set the tenant's external address
            stale       | address-stale       | 5 | mend the record
            small       | range-small         | 0 | give the tenant at least
            ephemeral   | range-ephemeral     | 0 | net.ipv4.ip_local_reserved_ports=40000-40009
            taken       | port-taken          | 5 | ss -ltnp 'sport = :30065'
            shut        | control-closed      | 5 | open port 2129 in the firewall
            unmapped    | control-refused     | 5 | port 2140 is forwarded to it
            blocked     | tenant-blocked      | 5 | berthctl tenants unblock blocked
            passive     | active-off          | 0 | berthctl data set passive
            """)
    void names_the_fault_and_what_to_change(String tenant, String fault, int code, String advice) {
        Examined examined = examine(tenant);
        assertThat(examined.faults()).as(examined.text()).contains(fault);
        assertThat(examined.text()).contains(advice);
        assertThat(examined.code()).as(examined.text()).isEqualTo(code);
    }

    /// What the doctor said.
    private record Examined(int code, List<String> faults, String text) {}

    private static Examined examine(String tenant) {
        return examine(tenant, Lab.PUBLIC);
    }

    private static Examined examine(String tenant, String target) {
        Programs.Ended ended = lab.run(
                Machine.CLIENT,
                List.of(
                        "env",
                        "JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1",
                        Distribution.HOME.resolve("bin/berthctl").toString(),
                        "doctor",
                        tenant,
                        "--target",
                        target,
                        "--patience",
                        "3",
                        "--url",
                        "http://127.0.0.1:8421/api/v1",
                        "--token-file",
                        server.token().toString(),
                        "--json"));
        assertThat(ended.out()).as(ended.toString()).startsWith("{");
        JsonArray findings = new JsonObject(ended.out()).getJsonArray("findings");
        List<String> faults = findings.stream()
                .map(finding -> ((JsonObject) finding).getString("fault"))
                .filter(fault -> !fault.equals("none"))
                .toList();
        return new Examined(ended.code(), faults, findings.encodePrettily());
    }

    private static void told(String slug, int port, String ports, String external) {
        server.tenant(
                slug,
                port,
                "off",
                new JsonObject()
                        .put("ports", ports)
                        .put("external", new JsonArray().add(new JsonObject().put("address", external)))
                        .put("force", true));
    }
}
