package dev.berth.deploy.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.deploy.doctor.Finding.Verdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the doctor makes of servers that behave badly, and of tenants that are set up badly. Faults of networks are
/// planted in `dev.berth.packaged.DoctorIT`.
class DoctorTest {

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress PUBLIC = InetAddress.ofLiteral("203.0.113.5");
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static JsonObject tenant() {
        return new JsonObject()
                .put("tenant", "north")
                .put("status", "active")
                .put("listeners", new JsonArray().add(door(21, "off")))
                .put("ports", "30000-30099")
                .put("active", true);
    }

    private static JsonObject door(int port, String proxy) {
        return new JsonObject()
                .put("port", port)
                .put("tls", "explicit")
                .put("proxy", proxy)
                .put("suffix", "@north");
    }

    private static List<Finding> examine(LyingServer server, String proxy) {
        JsonObject tenant = tenant().put("listeners", new JsonArray().add(door(server.port(), proxy)))
                .put("ports", server.dataPort() + "-" + server.dataPort());
        return new Examination(Subject.of(tenant), () -> new Login("doctor", "secret"), PATIENCE).run(List.of(HERE));
    }

    private static List<Finding> examine(Map<String, String> lies) {
        try (var server = new LyingServer(lies)) {
            return examine(server, "off");
        }
    }

    private static List<String> faults(List<Finding> findings) {
        return findings.stream().map(Finding::fault).toList();
    }

    private static List<String> faults(JsonObject tenant) {
        return faults(PortAdvice.of(Subject.of(tenant)));
    }

    @Test
    void a_good_server_is_well() {
        List<Finding> findings = examine(Map.of());
        assertThat(findings)
                .filteredOn(finding -> finding.verdict() == Verdict.BROKEN)
                .isEmpty();
        assertThat(findings)
                .extracting(Finding::outcome)
                .contains("upload and download work", "answers, and the login works in clear");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            GREETING ; 421 Too many sessions              ; refused                 ; 421 Too many sessions
            GREETING ; HTTP/1.1 400 Bad Request           ; not-ftp                 ; another program has this port
            GREETING ; ''                                 ; closed-without-greeting ; may be banned
            USER     ; 530 Not here                       ; login-refused           ; another server
            PASS     ; 530 Login incorrect                ; login-refused           ; another server
            PASS     ; 534 Only over TLS                  ; no-tls                  ; let the listener offer TLS
            PASV     ; 425 No port                        ; no-port                 ; give the tenant more
            PASV     ; 502 Not offered                    ; way-off                 ; another way works
            EPSV     ; 229 Extended (|||9|)               ; port-foreign            ; FTP helper
            PASV     ; 227 Passive (127,0,0,9,0,9)        ; address-wrong           ; external address to auto
            STOR     ; 553 No                             ; transfer-broken         ; berthctl diagnosis
            STOR     ; 522 It must resume the TLS session ; tls-resumption          ; curl or lftp
            CONTENT  ; something else                     ; transfer-broken         ; berthctl diagnosis
            """)
    void what_a_server_does_wrong_is_named(String verb, String lie, String fault, String advice) {
        List<Finding> findings = examine(Map.of(verb, lie));
        assertThat(faults(findings)).contains(fault);
        assertThat(findings).extracting(Finding::inWords).anyMatch(words -> words.contains(advice));
    }

    @Test
    void a_port_for_a_balancer_is_told_apart_from_a_dead_one() {
        try (var server = new LyingServer(Map.of("GREETING", ""))) {
            assertThat(faults(examine(server, "required"))).contains("proxy-required");
        }
    }

    @Test
    void where_nothing_listens_it_says_so() {
        var gone = new LyingServer(Map.of());
        gone.close();
        assertThat(faults(examine(gone, "off"))).contains("control-refused", "range-not-forwarded");
    }

    @Test
    void an_address_that_is_not_the_dialled_one_is_judged() {
        Subject subject = Subject.of(tenant());
        InetAddress hidden = InetAddress.ofLiteral("192.168.1.10");
        InetAddress other = InetAddress.ofLiteral("203.0.113.77");
        assertThat(Advice.told("PASV", PUBLIC, hidden, false, subject).fault()).isEqualTo("address-private");
        assertThat(Advice.told("PASV", PUBLIC, other, false, subject).fault()).isEqualTo("address-wrong");
        assertThat(Advice.told("PASV", PUBLIC, other, true, subject).verdict()).isEqualTo(Verdict.DOUBTFUL);
        var rule = new JsonObject()
                .put("clients", "*")
                .put("address", "ftp.example.net")
                .put("resolved", new JsonArray().add("203.0.113.77"));
        Subject named = Subject.of(tenant().put("external", new JsonArray().add(rule)));
        assertThat(Advice.told("PASV", PUBLIC, other, false, named).fault()).isEqualTo("address-stale");
    }

    @Test
    void a_tenant_that_is_set_up_badly_is_told_without_trying() {
        assertThat(faults(tenant())).containsExactly("none");
        assertThat(faults(tenant().put("status", "blocked"))).contains("tenant-blocked");
        assertThat(faults(tenant().put("status", "read-only"))).contains("tenant-restricted");
        assertThat(faults(tenant().put("listeners", new JsonArray()))).contains("no-listener");
        assertThat(faults(tenant().put("ports", ""))).contains("no-ports");
        assertThat(faults(tenant().put("ports", "30000-30006"))).contains("range-small");
        assertThat(faults(tenant().put("ports", "30000-30007"))).containsExactly("none");
        assertThat(faults(tenant().put("closedPorts", new JsonArray().add(30_004))))
                .contains("port-taken");
        assertThat(faults(tenant().put("clashes", new JsonArray().add("tenant south"))))
                .contains("range-clash");
        assertThat(faults(tenant().put("faults", new JsonArray().add("it is so"))))
                .contains("not-in-force");
        var ephemeral = new JsonObject().put("ports", "30050-60999").put("reserved", false);
        assertThat(faults(tenant().put("ephemeral", ephemeral))).contains("range-ephemeral");
        assertThat(faults(tenant().put("ephemeral", ephemeral.copy().put("reserved", true))))
                .containsExactly("none");
    }

    @Test
    void what_a_server_says_does_not_move_the_terminal() {
        assertThat(Finding.broken("x", "here", "it says \u001b[31m\u0007", "nothing")
                        .inWords())
                .doesNotContain("\u001b")
                .doesNotContain("\u0007");
    }

    @Test
    void a_password_is_not_shown() {
        assertThat(new Login("doctor", "secret").toString()).doesNotContain("secret");
    }
}
