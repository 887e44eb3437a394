package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.berth.packaged.PackagedServer.Start;
import dev.berth.packaged.Programs.Ended;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which tenant real clients reach on ports that two tenants share, by all that `berthctl` can let them say it with.
@Tag("packaged")
class TenantSignalsIT {

    private static final String PASSWORD = "a long enough word";
    private static final String MAIL = "bob@mail.example";
    private static final String BALANCER = "127.0.0.3";
    private static final int WRONG_LOGIN = 67;

    @TempDir
    static Path directory;

    private static PackagedServer server;
    private static int plain;
    private static int proxied;

    @BeforeAll
    static void start() {
        Programs.require(List.of("curl", "lftp"));
        plain = FreePorts.block(6);
        proxied = plain + 1;
        server = PackagedServer.serving(Start.demo(directory).with("--set", "proxy.trusted=" + BALANCER + "/32"));
        ctl(
                "endpoints create plain --port %d --tls explicit --tenant-by sni,host,login-at,login-slash --shared-pool %d-%d",
                plain, plain + 2, plain + 3);
        ctl(
                "endpoints create proxied --port %d --tls explicit --proxy required --tenant-by destination,login-at"
                        + " --shared-pool %d-%d",
                proxied, plain + 4, plain + 5);
        ctl(
                "tenants create quay --endpoint plain --endpoint proxied --domain quay.example --destination 127.0.0.1:%d",
                proxied);
        ctl("tenants create wharf --endpoint plain --endpoint proxied");
        var admin = new AdminCalls(server);
        for (String user : List.of("bob", MAIL)) {
            admin.done(
                    "POST",
                    "/tenants/quay/accounts",
                    new JsonObject().put("user", user).put("password", PASSWORD));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        assertThat(server.complaints()).isEmpty();
    }

    @FormatMethod
    private static void ctl(@FormatString String words, Object... values) {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1",
                Distribution.HOME.resolve("bin/berthctl").toString()));
        command.addAll(List.of(words.formatted(values).split(" ")));
        command.addAll(List.of("--url", server.printed().admin() + "/api/v1", "--token-file"));
        command.add(directory.resolve(server.printed().token()).toString());
        Programs.run(directory, command).orFail();
    }

    private static Ended curl(String user, int port, String... more) {
        List<String> command = new ArrayList<>(List.of("curl", "-sSk", "--max-time", "30", "--resolve"));
        command.addAll(List.of("quay.example:" + port + ":127.0.0.1", "-u", user + ":" + PASSWORD));
        command.addAll(List.of(more));
        return Programs.run(directory, command);
    }

    @Test
    void curl_tells_it_in_the_handshake_and_in_the_login() {
        String named = "ftp://quay.example:" + plain + "/";
        String bare = "ftp://127.0.0.1:" + plain + "/";
        curl("bob", plain, "--ssl-reqd", named).orFail();
        curl(MAIL, plain, "--ssl-reqd", named).orFail();
        curl("bob@quay", plain, "--ssl-reqd", named).orFail();
        curl("quay/bob", plain, bare).orFail();
        curl("bob@quay.example", plain, bare).orFail();
        curl(MAIL + "@quay", plain, bare).orFail();
        for (Ended wrong : List.of(
                curl("bob", plain, bare),
                curl(MAIL, plain, bare),
                curl("quay|bob", plain, bare),
                curl("wharf/bob", plain, "--ssl-reqd", named),
                curl("bob@wharf", plain, "--ssl-reqd", named))) {
            assertThat(wrong.code()).as(wrong.toString()).isEqualTo(WRONG_LOGIN);
        }
        assertThat(server.log())
                .anyMatch(line -> line.contains("login denied") && line.endsWith("reason=contradicted"));
    }

    @Test
    void curl_tells_it_by_the_address_that_it_has_dialled() {
        String place = "ftp://127.0.0.1:" + proxied + "/";
        curl("bob", proxied, "-I", "--haproxy-protocol", "--interface", BALANCER, place)
                .orFail();
        curl("bob@quay", proxied, "-I", "--haproxy-protocol", "--interface", BALANCER, place)
                .orFail();
        Ended other = curl("bob@wharf", proxied, "-I", "--haproxy-protocol", "--interface", BALANCER, place);
        assertThat(other.code()).as(other.toString()).isEqualTo(WRONG_LOGIN);
    }

    @Test
    void lftp_and_commons_net_tell_it_by_login_and_by_host() throws IOException {
        Programs.run(
                        directory,
                        List.of(
                                "lftp",
                                "-c",
                                "set ssl:verify-certificate no; set net:max-retries 1; open -u " + MAIL + "@quay,'"
                                        + PASSWORD + "' -p " + plain + " 127.0.0.1; ls; cd /"))
                .orFail();
        FTPClient client = Ftp.at(plain);
        assertThat(client.sendCommand("HOST", "nobody.example")).isEqualTo(504);
        assertThat(client.sendCommand("HOST", "quay.example")).isEqualTo(220);
        assertThat(client.login(MAIL, PASSWORD)).isTrue();
        assertThat(client.changeWorkingDirectory("/")).isTrue();
        client.disconnect();
        client = Ftp.at(plain);
        assertThat(client.sendCommand("HOST", "wharf")).isEqualTo(220);
        assertThat(client.login("bob@quay", PASSWORD)).isFalse();
        assertThat(client.getReplyString().strip()).isEqualTo("530 Login incorrect");
        client.disconnect();
    }
}
