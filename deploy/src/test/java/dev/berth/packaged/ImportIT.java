package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.packaged.Printed.Tenant;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// `berthctl import` takes accounts of other servers over, and they log in with the passwords that they had there.
@Tag("packaged")
class ImportIT {

    private static final String PASSWORD = "S3cret grüße";
    private static final Path FOREIGN = Path.of("src/test/resources/foreign").toAbsolutePath();

    @RegisterExtension
    static final SharedServer SERVER = new SharedServer();

    @TempDir
    Path directory;

    @Test
    void accounts_of_two_servers_come_with_their_passwords_and_a_second_run_changes_nothing() throws Exception {
        JsonObject planned = run(1, "pureftpd", FOREIGN.resolve("pureftpd.passwd"), "--root=/srv/ftp", "--dry-run");
        assertThat(states(planned)).containsEntry("bob", "created").containsEntry("dora", "skipped");
        assertThat(account("bob").statusCode()).isEqualTo(404);

        JsonObject made = imported(1, "pureftpd", FOREIGN.resolve("pureftpd.passwd"), "--root=/srv/ftp");
        assertThat(states(made)).isEqualTo(states(planned));
        JsonObject bob = new JsonObject(account("bob").body());
        assertThat(bob.getString("home")).isEqualTo("/bob");
        assertThat(bob.getJsonObject("login").getJsonArray("deniedNetworks")).containsExactly("192.0.2.66");
        assertThat(new JsonObject(account("bob/quota").body()).getJsonObject("quota"))
                .isEqualTo(new JsonObject().put("octets", 20 << 20).put("files", 500));
        assertThat(new JsonObject(account("bob/limits").body()).getInteger("sessions"))
                .isEqualTo(5);
        assertThat(logsIn("emil", PASSWORD)).isTrue();

        JsonObject proftpd = imported(0, "proftpd", FOREIGN.resolve("ftpd.passwd"));
        assertThat(why(proftpd, "udes")).contains("descrypt", "made disabled");
        for (String user : List.of("usha512", "usha256", "umd5")) {
            assertThat(logsIn(user, PASSWORD)).as(user).isTrue();
            assertThat(logsIn(user, "not " + PASSWORD)).as(user).isFalse();
        }
        JsonObject again = imported(1, "pureftpd", FOREIGN.resolve("pureftpd.passwd"), "--root=/srv/ftp");
        assertThat(again.getInteger("same")).isEqualTo(3);
        assertThat(again.getInteger("created") + again.getInteger("changed")).isZero();
    }

    @Test
    void passwords_in_clear_are_hashed_and_what_differs_is_changed() throws Exception {
        JsonObject made = imported(1, "vsftpd", FOREIGN.resolve("vsftpd.txt"));
        assertThat(states(made)).containsEntry("anna", "created").containsEntry("last", "skipped");
        assertThat(why(made, "c/d")).contains("8 to 1024 characters", "made disabled");
        assertThat(made.encode()).doesNotContain(PASSWORD).doesNotContain("another long word");
        assertThat(logsIn("anna", PASSWORD)).isTrue();
        assertThat(logsIn("bert", "another long word")).isTrue();

        JsonObject changed = imported(1, "csv", FOREIGN.resolve("users.csv"), "--root=/srv/ftp");
        assertThat(states(changed)).containsEntry("anna", "changed");
        assertThat(why(changed, "anna")).isEqualTo("expires; quota; limits");
        assertThat(why(changed, "carl")).startsWith("format not supported: MD5 in hexadecimal");
        assertThat(new JsonObject(account("anna").body()).getString("expires")).startsWith("2031-01-01");
        assertThat(logsIn("anna", PASSWORD)).isTrue();
    }

    @Test
    void permissions_by_directory_come_from_sftpgo_once() throws Exception {
        Path dump = Files.writeString(
                directory.resolve("dump.json"),
                Files.readString(FOREIGN.resolve("sftpgo.json"))
                        .replace("\"anna\"", "\"sanna\"")
                        .replace("\"bert\"", "\"sbert\""));
        JsonObject made = imported(1, "sftpgo", dump, "--root=/srv/sftpgo/data");
        assertThat(states(made)).containsEntry("sanna", "created").containsEntry("sbert", "created");
        assertThat(states(imported(1, "sftpgo", dump, "--root=/srv/sftpgo/data")))
                .containsEntry("sanna", "same")
                .containsEntry("sbert", "same");
        JsonObject sanna = new JsonObject(account("sanna").body());
        assertThat(sanna.getJsonObject("access").getJsonArray("rules")).hasSize(2);
    }

    @Test
    void locked_and_too_slow_accounts_come_disabled_and_every_run_says_so() throws Exception {
        JsonObject first = imported(1, "shadow", FOREIGN.resolve("shadow"));
        assertThat(why(first, "bert")).startsWith("is locked: made disabled");
        JsonObject shadow = imported(1, "shadow", FOREIGN.resolve("shadow"));
        assertThat(why(shadow, "bert")).isEqualTo("is locked: made disabled");
        assertThat(why(shadow, "carl")).isEqualTo("format not supported: yescrypt: made disabled, without a password");
        assertThat(byUser(imported(1, "shadow", FOREIGN.resolve("shadow"))))
                .isNotEmpty()
                .allSatisfy((user, row) -> {
                    assertThat(row.getString("state")).isIn("same", "skipped");
                    assertThat(row.getString("why"))
                            .isEqualTo(byUser(shadow).get(user).getString("why"));
                });
        String hash = Files.readAllLines(FOREIGN.resolve("pwdfile")).get(1).split(":", -1)[1];
        Path slow = Files.writeString(
                directory.resolve("slow"),
                "slow:" + hash
                        + ":1000:1000:Name:/srv/ftp/slow/./:100:200000:::2000000:50:10:::10.0.0.0/8::0900-1800:\n"
                        + "b\u0007d:" + hash + ":1:1::relative/./:100:::::::::::::\n"
                        + "bad:" + hash + ":1:1::/srv/ftp/bad/./::::::::::nowhere::2500-1800:\n");
        JsonObject made = imported(1, "pureftpd", slow, "--root=/srv/ftp");
        assertThat(why(made, "slow")).isEqualTo("upload bandwidth is less than can be set: made disabled");
        assertThat(why(made, "bad")).contains("; login.hours").doesNotContain("?");
        assertThat(new JsonObject(account("slow").body()).getBoolean("enabled")).isFalse();
        assertThat(new JsonObject(account("slow/limits").body()))
                .isEqualTo(new JsonObject()
                        .put("upload", 1000)
                        .put("download", 200_000)
                        .put("sessions", 1_000_000));
    }

    @Test
    void hashes_by_name_come_from_two_more_formats() throws Exception {
        assertThat(why(imported(1, "pwdfile", FOREIGN.resolve("pwdfile")), ""))
                .contains("fields"); // of a line that names nobody
        assertThat(states(imported(0, "vsftpd-crypt", FOREIGN.resolve("vsftpd-crypt.txt"))))
                .containsKey("anna");
    }

    private static Map<String, JsonObject> byUser(JsonObject report) {
        return report.getJsonArray("rows").stream()
                .map(JsonObject.class::cast)
                .collect(Collectors.toMap(row -> row.getString("user"), row -> row));
    }

    /// Takes them over, and holds against it what was said that it would do.
    private JsonObject imported(int code, String format, Path file, String... options) {
        String[] dry = Stream.concat(Stream.of(options), Stream.of("--dry-run")).toArray(String[]::new);
        JsonObject planned = run(code, format, file, dry);
        JsonObject made = run(code, format, file, options);
        assertThat(made.getJsonArray("rows")).isEqualTo(planned.getJsonArray("rows"));
        return made;
    }

    private JsonObject run(int code, String format, Path file, String... options) {
        PackagedServer server = SERVER.server();
        List<String> command = new ArrayList<>(List.of(
                "env",
                "JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1",
                Distribution.HOME.resolve("bin/berthctl").toString(),
                "import",
                "south",
                format,
                file.toString(),
                "--json",
                "--url",
                server.printed().admin() + "/api/v1",
                "--token-file",
                server.data()
                        .toAbsolutePath()
                        .getParent()
                        .resolve(server.printed().token())
                        .toString()));
        command.addAll(List.of(options));
        Programs.Ended ended = Programs.run(directory, command);
        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(code);
        return new JsonObject(ended.out());
    }

    private static HttpResponse<String> account(String path) {
        return new AdminCalls(SERVER.server()).call("GET", "/tenants/south/accounts/" + path, new JsonObject());
    }

    private static boolean logsIn(String user, String password) throws Exception {
        Tenant south = SERVER.server().printed().tenants().get("south");
        var client = new FTPClient();
        client.setControlEncoding(StandardCharsets.UTF_8);
        client.connect("127.0.0.1", south.port());
        try {
            return client.login(user, password);
        } finally {
            client.disconnect();
        }
    }

    private static Map<String, String> states(JsonObject report) {
        return rows(report).stream()
                .filter(row -> !row.getString("user").isEmpty())
                .collect(Collectors.toMap(row -> row.getString("user"), row -> row.getString("state")));
    }

    private static String why(JsonObject report, String user) {
        return rows(report).stream()
                .filter(row -> row.getString("user").equals(user))
                .map(row -> row.getString("why"))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonObject> rows(JsonObject report) {
        JsonArray rows = report.getJsonArray("rows");
        return rows.stream().map(JsonObject.class::cast).toList();
    }
}
