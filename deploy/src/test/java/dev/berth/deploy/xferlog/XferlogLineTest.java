package dev.berth.deploy.xferlog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Account;
import dev.berth.account.AccountId;
import dev.berth.account.UserName;
import dev.berth.observe.Event;
import dev.berth.tenant.Slug;
import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TenantStatus;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XferlogLineTest {

    private static final ZonedDateTime AT = ZonedDateTime.of(2026, 3, 5, 9, 7, 1, 0, ZoneOffset.UTC);
    private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.7", 40_000);
    private static final Duration LONG = Duration.ofMillis(12_400);

    private static Event.TransferEnded ended(String user, String verb, String path, boolean ascii, int reply) {
        var account = new Account(
                new AccountId(1),
                new Tenant(new TenantId(1), new Slug("north"), "North", TenantStatus.ACTIVE, "north"),
                new UserName(user),
                "/",
                Set.of());
        String octets = new String(path.getBytes(UTF_8), ISO_8859_1);
        return new Event.TransferEnded(7, account, CLIENT, verb, octets, ascii, reply, 4096, LONG);
    }

    private static Optional<String> line(String verb, String path, int reply) {
        return XferlogLine.of(ended("alice", verb, path, false, reply), AT);
    }

    @Test
    void the_fields_stand_in_the_order_of_the_manual_page() {
        assertThat(line("RETR", "/a.txt", 226))
                .hasValue("Thu Mar  5 09:07:01 2026 12 192.0.2.7 4096 /a.txt b _ o r alice@north ftp 0 * c");
    }

    @Test
    void an_upload_in_ascii_that_broke() {
        assertThat(XferlogLine.of(ended("bob@shop.example", "APPE", "/a.txt", true, 426), AT))
                .hasValue("Thu Mar  5 09:07:01 2026 12 192.0.2.7 4096 /a.txt a _ i r bob@shop.example@north ftp 0 * i");
    }

    @ParameterizedTest
    @CsvSource({"STOR,226,i,c", "STOU,250,i,c", "APPE,451,i,i", "RETR,552,o,i"})
    void direction_and_end(String verb, int reply, String direction, String completion) {
        assertThat(line(verb, "/a", reply).orElseThrow())
                .contains(" b _ " + direction + " r ")
                .endsWith(" " + completion);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "NLST", "MLSD"})
    void listings_are_no_transfers_of_files(String verb) {
        assertThat(line(verb, "/", 226)).isEmpty();
    }

    @Test
    void what_was_never_connected_is_none() {
        assertThat(line("RETR", "/a", 425)).isEmpty();
    }

    @Test
    void names_stay_within_their_field_and_line() {
        String evil = "/a b\tc\r\nThu\u0000\u001b[2J\u0085\u2028\u2029\u00a0\u3000\u202e\u200bd\u00e9\ud83d\ude00";
        assertThat(line("STOR", evil, 226).orElseThrow())
                .contains(" /a_b_c__Thu__[2J_______d\u00e9\ud83d\ude00 b _ i ")
                .hasLineCount(1);
        assertThat(XferlogLine.of(ended("a b\u00a0c", "STOR", "/x", false, 226), AT)
                        .orElseThrow())
                .contains(" r a_b_c@north ftp ");
    }

    @Test
    void octets_that_are_no_text_are_no_danger() {
        var ended = new Event.TransferEnded(
                7,
                ended("alice", "STOR", "/", false, 226).account(),
                CLIENT,
                "STOR",
                "/\u00c3 \u00e9",
                false,
                226,
                0,
                LONG);
        assertThat(XferlogLine.of(ended, AT).orElseThrow()).contains(" /\ufffd_\ufffd b ");
    }

    @Test
    void less_than_a_second_counts_as_one() {
        var brief = new Event.TransferEnded(
                7,
                ended("alice", "STOR", "/", false, 226).account(),
                CLIENT,
                "STOR",
                "/a",
                false,
                226,
                0,
                Duration.ZERO);
        assertThat(XferlogLine.of(brief, AT).orElseThrow()).startsWith("Thu Mar  5 09:07:01 2026 1 192.0.2.7 0 ");
    }
}
