package dev.berth.packaged.ftps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.packaged.FtpsServer;
import dev.berth.packaged.FtpsTenants;
import dev.berth.packaged.Programs;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// testssl.sh, with the authority of the tests given, finds nothing above its severity LOW on the modern policy but
/// what `testssl-accepted.txt` lists with a reason. In `verify` it looks at versions and the certificate;
/// with `berth.testssl=all`, as `deploy/verify-long` sets it, at everything it knows.
@Tag("client")
@Tag("packaged")
class SslScanIT {

    private static final Set<String> HARMLESS = Set.of("OK", "INFO", "LOW", "DEBUG");
    private static final Duration LIMIT = Duration.ofMinutes(15);

    @TempDir
    Path work;

    @Test
    void nothing_of_weight_is_found_on_the_modern_policy() throws Exception {
        Programs.require(List.of("testssl"));
        try (var server = FtpsServer.with(work, "tls.policy=modern")) {
            FtpsTenants tenants = server.tenants();
            List<String> found = new ArrayList<>();
            found.addAll(look(
                    tenants,
                    tenants.strict().explicit(),
                    List.of("--starttls", "ftp"),
                    List.of("--fast", "--protocols", "--server-defaults")));
            found.addAll(look(tenants, tenants.strict().implicit(), List.of(), List.of("--fast", "--protocols")));
            assertThat(found).isEmpty();
        }
    }

    private List<String> look(FtpsTenants tenants, int port, List<String> how, List<String> part)
            throws IOException, URISyntaxException {
        Path report = work.resolve("testssl-" + port + ".json");
        List<String> command = new ArrayList<>(List.of("testssl", "--quiet", "--color", "0", "--warnings", "batch"));
        command.addAll(List.of("--add-ca", tenants.authority().file().toString()));
        command.addAll(List.of("--jsonfile", report.toString()));
        command.addAll(how);
        if (!"all".equals(System.getProperty("berth.testssl"))) {
            command.addAll(part);
        }
        command.add(Place.HOST + ":" + port);
        Programs.Ended ended = Programs.run(work, command, LIMIT);
        assertThat(report).as(ended.out() + ended.err()).exists();
        var findings = new JsonArray(Files.readString(report));
        assertThat(findings.stream().map(each -> ((JsonObject) each).getString("id")))
                .as(ended.out())
                .contains("TLS1_3", "TLS1_2");
        Set<String> accepted = accepted();
        return findings.stream()
                .map(JsonObject.class::cast)
                .filter(each -> !HARMLESS.contains(each.getString("severity")))
                .filter(each -> !accepted.contains(each.getString("id").replaceAll(" .*", "")))
                .map(each -> port + ": " + each.encode())
                .toList();
    }

    private static Set<String> accepted() throws IOException, URISyntaxException {
        var file = Objects.requireNonNull(SslScanIT.class.getResource("/testssl-accepted.txt"));
        try (Stream<String> lines = Files.lines(Path.of(file.toURI()))) {
            return lines.filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.replaceAll(" .*", ""))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
