package dev.berth.deploy.ctl.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Files of other servers; see `foreign/README.md`.
class FormatTest {

    private static final String PASSWORD = "S3cret grüße";

    @TempDir
    Path directory;

    @Test
    void vsftpd_has_lines_with_names_and_passwords_in_turn() throws Exception {
        List<Row> rows = read(Format.VSFTPD, "vsftpd.txt", "/");
        ForeignAccount anna = account(rows, "anna");
        assertThat(anna.place()).isEqualTo("line 1");
        assertThat(anna.asNew())
                .isEqualTo(new JsonObject()
                        .put("user", "anna")
                        .put("password", PASSWORD)
                        .put("home", "/anna"));
        assertThat(account(rows, "bert").place()).isEqualTo("line 3");
        assertThat(why(rows, "last")).isEqualTo("has no line with a password after it");
        assertThat(account(read(Format.VSFTPD_CRYPT, "vsftpd-crypt.txt", "/"), "anna")
                        .asNew()
                        .getString("hash"))
                .startsWith("$6$");
    }

    @Test
    void a_file_of_pam_pwdfile_has_names_and_hashes() throws Exception {
        List<Row> rows = read(Format.PWDFILE, "pwdfile", "/");
        assertThat(rows).extracting(Row::place).containsExactly("line 2", "line 3", "line 4");
        assertThat(account(rows, "anna").asNew().getString("hash")).startsWith("$apr1$");
        assertThat(why(rows, "")).isEqualTo("has 1 fields parted by colons, not 2");
    }

    @Test
    void pure_ftpd_has_quotas_limits_networks_and_hours() throws Exception {
        List<Row> rows = read(Format.PUREFTPD, "pureftpd.passwd", "/srv/ftp");
        ForeignAccount bob = account(rows, "bob");
        assertThat(bob.asNew().getString("hash")).startsWith("$argon2id$");
        assertThat(bob.terms().getString("home")).isEqualTo("/bob");
        assertThat(bob.terms().getJsonObject("login").encode())
                .isEqualTo("{\"allowedNetworks\":[\"192.0.2.0/24\",\"198.51.100.7\"],"
                        + "\"deniedNetworks\":[\"192.0.2.66\"],\"hours\":[{\"days\":[\"monday\",\"tuesday\","
                        + "\"wednesday\",\"thursday\",\"friday\",\"saturday\",\"sunday\"],"
                        + "\"from\":\"08:30\",\"to\":\"18:00\"}]}");
        assertThat(bob.quota()).isEqualTo(new JsonObject().put("files", 500L).put("octets", 20L << 20));
        assertThat(bob.limits().encode()).isEqualTo("{\"upload\":51200,\"download\":102400,\"sessions\":5}");
        assertThat(bob.notes())
                .contains(
                        "uid 1000", "gid 1000", "upload ratio 1", "download ratio 2", "refused local IPs 203.0.113.2");
        assertThat(account(rows, "carol").quota()).isEmpty();
        assertThat(why(rows, "dora")).isEqualTo("password is locked: nobody logs in with it");
        assertThat(account(rows, "emil").terms().getString("home")).isEqualTo("/emil");
        assertThat(account(rows, "emil").notes()).contains("home begins below /srv/ftp/emil and logs in at /incoming");
        assertThat(account(rows, "emil").quota()).isEmpty();
        assertThat(why(rows, "fritz")).isEqualTo("files quota is a whole number from 0 on");
        assertThat(why(rows, "gerd")).isEqualTo("home is an absolute path without ..");
    }

    @Test
    void a_limit_that_cannot_be_set_becomes_no_wider_one() throws Exception {
        String line = """
                u1:$6$a$b:1000:1000:Name:/u1/./:100:200000::::50:10:::10.0.0.0/8::0900-1800:
                u2:$6$a$b:1000:1000:Name:/u2/./:2000000000000:200000:::2000000:50:10::::::
                """;
        List<Row> rows = Format.PUREFTPD.read(new Source(line, "/"));
        ForeignAccount slow = account(rows, "u1");
        assertThat(slow.limits().encode()).isEqualTo("{\"upload\":1000,\"download\":200000}");
        assertThat(slow.terms().getBoolean("enabled")).isFalse();
        assertThat(slow.saying()).isEqualTo("upload bandwidth is less than can be set: made disabled");
        assertThat(slow.notes()).contains("upload bandwidth 100, it is 1000 now");
        ForeignAccount fast = account(rows, "u2");
        assertThat(fast.limits().encode())
                .isEqualTo("{\"upload\":1000000000000,\"download\":200000,\"sessions\":1000000}");
        assertThat(fast.terms().containsKey("enabled")).isFalse();
        assertThat(fast.notes()).contains("number of connections 2000000, it is 1000000 now");
    }

    @Test
    void homes_outside_the_root_are_refused() throws Exception {
        List<Row> rows = read(Format.PROFTPD, "ftpd.passwd", "/srv/other/");
        assertThat(why(rows, "umd5")).isEqualTo("home is not below the --root /srv/other");
        ForeignAccount whole = account(read(Format.PROFTPD, "ftpd.passwd", "/srv/ftp/u"), "umd5");
        assertThat(whole.terms().getString("home")).isEqualTo("/");
        assertThat(account(read(Format.PROFTPD, "ftpd.passwd", "/"), "umd5")
                        .terms()
                        .getString("home"))
                .isEqualTo("/srv/ftp/u");
    }

    @Test
    void shadow_tells_who_is_locked_or_expires() throws Exception {
        List<Row> rows = read(Format.SHADOW, "shadow", "/");
        assertThat(why(rows, "root")).contains("locked");
        assertThat(why(rows, "emil")).contains("locked");
        assertThat(account(rows, "anna").terms()).isEqualTo(new JsonObject().put("home", "/anna"));
        assertThat(account(rows, "bert").terms().getBoolean("enabled")).isFalse();
        assertThat(account(rows, "bert").saying()).isEqualTo("is locked: made disabled");
        assertThat(account(rows, "bert").asNew().getString("hash")).startsWith("$6$");
        assertThat(account(rows, "carl").terms().getString("expires")).isEqualTo("2027-01-01T00:00:00Z");
        assertThat(HashKind.complaint(account(rows, "carl"))).isEqualTo("format not supported: yescrypt");
        assertThat(account(rows, "dora").terms().getBoolean("mustChangePassword"))
                .isTrue();
        assertThat(why(rows, "fred")).isEqualTo("expires is a number of days since 1970-01-01");
    }

    @Test
    void sftpgo_has_permissions_by_directory_and_nothing_gets_wider() throws Exception {
        List<Row> rows = read(Format.SFTPGO, "sftpgo.json", "/srv/sftpgo/data");
        ForeignAccount anna = account(rows, "anna");
        assertThat(anna.terms().getString("home")).isEqualTo("/anna");
        assertThat(anna.terms().getString("expires")).isEqualTo("2031-01-01T00:00:00Z");
        JsonObject access = anna.terms().getJsonObject("access");
        assertThat(access.getJsonArray("rules").encode())
                .isEqualTo("[{\"path\":\"/\",\"permissions\":[\"list\",\"read\",\"hash\"]},{\"path\":\"/in\","
                        + "\"permissions\":[\"list\",\"read\",\"write\",\"overwrite\",\"append\",\"delete\",\"rename\","
                        + "\"make-directory\",\"remove-directory\",\"change-facts\",\"hash\"]}]");
        assertThat(access.getJsonArray("hidden")).containsExactly("*.php");
        assertThat(anna.terms().getJsonObject("login").encode())
                .contains("192.0.2.0/24", "192.0.2.66/32", "\"days\":[\"sunday\"]", "08:00");
        assertThat(anna.quota().encode()).isEqualTo("{\"octets\":1000000,\"files\":50}");
        assertThat(anna.limits().encode()).isEqualTo("{\"sessions\":3,\"uploadPerSession\":102400,\"fileSize\":5000}");
        assertThat(anna.notes()).contains("virtual folder /shared", "public keys", "file patterns of /in");
        assertThat(account(rows, "bert").terms().getBoolean("enabled")).isFalse();
        assertThat(account(rows, "bert").terms().getJsonArray("permissions"))
                .hasSize(11)
                .doesNotContain("fxp");
        assertThat(why(rows, "carl")).isEqualTo("password is empty");
        assertThat(why(rows, "dora")).isEqualTo("quota_size is a number");
        assertThat(rows.get(4)).isEqualTo(new Row.Unreadable("users[4]", "", "is not an object"));
    }

    @Test
    void the_answer_of_a_query_has_a_line_of_names() throws Exception {
        List<Row> rows = read(Format.CSV, "users.csv", "/srv/ftp");
        ForeignAccount anna = account(rows, "anna");
        assertThat(anna.terms().encode()).isEqualTo("{\"home\":\"/anna\",\"expires\":\"2031-01-01T00:00:00Z\"}");
        assertThat(anna.quota().encode()).isEqualTo("{\"octets\":20971520,\"files\":500}");
        assertThat(account(rows, "bert, the \"second\"").terms().getBoolean("enabled"))
                .isFalse();
        assertThat(HashKind.complaint(account(rows, "carl"))).isEqualTo("format not supported: MD5 in hexadecimal");
        assertThat(why(rows, "dora\ntwo")).isEqualTo("enabled is 1 or 0");
        assertThat(rows.get(4).place()).isEqualTo("line 7");
        assertThat(why(rows, "emil")).isEqualTo("has 2 fields, not one for each column");
        List<Row> mysql = read(Format.CSV, "users.tsv", "/srv/ftp");
        assertThat(account(mysql, "bert").terms().getString("home")).isEqualTo("/bert");
    }

    @Test
    void a_field_too_many_or_too_few_shows_no_hash_wherever_it_comes_to_stand() throws Exception {
        String hash = "$6$salt$secret";
        for (int at = 1; at < 18; at++) {
            String[] fields = "anna:$6$a$b:1000:1000::/anna/./::::::::::::".split(":", -1);
            fields[at] = hash;
            Format.PUREFTPD
                    .read(new Source(String.join(":", fields) + "\n", "/"))
                    .forEach(row -> assertThat(
                                    row instanceof ForeignAccount account
                                            ? String.join("; ", account.notes())
                                            : row.toString())
                            .doesNotContain("secret"));
        }
        for (String column : List.of("home", "enabled", "expires", "octets", "upload", "uid")) {
            String text = "user,password," + column + "\nanna,x," + hash + "\n";
            assertThatNoException()
                    .isThrownBy(() -> Format.CSV
                            .read(new Source(text, "/"))
                            .forEach(row -> assertThat(row).asString().doesNotContain("secret")));
        }
    }

    @Test
    void what_is_no_such_file_is_told_without_showing_any_of_it() {
        assertThatExceptionOfType(SourceUnreadable.class)
                .isThrownBy(() -> Format.SFTPGO.read(new Source("{\"secret\":", "/")))
                .withMessageNotContaining("secret");
        assertThatExceptionOfType(SourceUnreadable.class)
                .isThrownBy(() -> Format.CSV.read(new Source("user,password\nanna,\"secret\nbert,x\n", "/")))
                .withMessageContaining("not closed")
                .withMessageNotContaining("secret");
        assertThatExceptionOfType(SourceUnreadable.class)
                .isThrownBy(() -> Format.CSV.read(new Source("user,password,$6$secret\n", "/")))
                .withMessageContaining("column 3 in the first line is not known; known are download, enabled")
                .withMessageNotContaining("secret");
        assertThatExceptionOfType(SourceUnreadable.class)
                .isThrownBy(() -> Format.CSV.read(new Source("user\n", "/")))
                .withMessageContaining("password");
    }

    /// A line that a reader would take, with something in it that no account may have.
    @ParameterizedTest
    @EnumSource(names = {"PWDFILE", "PUREFTPD", "PROFTPD", "SHADOW", "CSV"})
    void hostile_lines_are_told_one_by_one(Format format) throws Exception {
        String good = format == Format.CSV
                ? "user,password\nanna,$1$8sFt66rZ$YGoazy/F0/WeagavQ4p260\n"
                : "anna:$1$8sFt66rZ$YGoazy/F0/WeagavQ4p260:1:1::/a::::\n";
        byte[] text =
                (good + "b\0b,:x\n" + "c".repeat(20_000) + ",:\n" + "é,:x\n").getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(directory.resolve("file"), text);
        List<Row> rows = format.read(Source.read(file, "/"));
        assertThat(account(rows, "anna").user()).isEqualTo("anna");
        assertThat(rows.stream()
                        .skip(1)
                        .map(row -> ((Row.Unreadable) row).why())
                        .collect(Collectors.joining("; ")))
                .isEqualTo("has a NUL; is longer than 16384 characters; is not UTF-8");
    }

    @Test
    void a_hash_in_the_place_of_a_number_is_not_noted() throws Exception {
        List<Row> rows = Format.PROFTPD.read(new Source("anna:x1:$6$secret:5::/a:/bin/sh\n", "/"));
        assertThat(account(rows, "anna").notes()).contains("gid 5").noneMatch(note -> note.contains("secret"));
    }

    @Test
    void nothing_of_a_password_is_in_the_text_of_an_account() throws Exception {
        assertThat(read(Format.VSFTPD, "vsftpd.txt", "/").toString()).doesNotContain(PASSWORD);
    }

    private static List<Row> read(Format format, String name, String root) throws IOException, SourceUnreadable {
        try (InputStream file = FormatTest.class.getResourceAsStream("/foreign/" + name)) {
            return format.read(new Source(new String(file.readAllBytes(), StandardCharsets.UTF_8), root));
        }
    }

    private static ForeignAccount account(List<Row> rows, String user) {
        return (ForeignAccount) row(rows, user);
    }

    private static String why(List<Row> rows, String user) {
        return ((Row.Unreadable) row(rows, user)).why();
    }

    private static Row row(List<Row> rows, String user) {
        return rows.stream().filter(row -> row.user().equals(user)).findFirst().orElseThrow();
    }
}
