package dev.berth.transcript;

import static dev.berth.transcript.LoggedInClient.must;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import dev.berth.account.Mount;
import dev.berth.account.Permission;
import dev.berth.quota.Quota;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Folders that accounts of a tenant share, as clients meet them.
class FoldersTest {

    private static final Set<Permission> ALL = EnumSet.allOf(Permission.class);
    private static final AtomicInteger LAST = new AtomicInteger();

    @RegisterExtension
    static final NodeUnderTest NODE = NodeUnderTest.standard();

    private final String directory = "/team-" + LAST.incrementAndGet();
    private NodeUnderTestPerson alice;
    private NodeUnderTestPerson bob;

    @BeforeEach
    void both_have_it() {
        alice = NODE.person("acme");
        bob = NODE.person("acme");
        alice.has(team("/shared", ALL));
        bob.has(team("/deep/er/team", Set.of(Permission.LIST, Permission.READ)));
    }

    private Mount team(String path, Set<Permission> permissions) {
        return new Mount("team", directory, path, permissions);
    }

    private Path folder() {
        return alice.home().resolveSibling(directory.substring(1));
    }

    private static String fetch(ControlClient client, String command) throws IOException {
        try (DataClient data = DataClient.dial(LoggedInClient.passive(client), null, false)) {
            must(client.ask(command), 150);
            String received = data.received();
            must(client.reply(), 226);
            return received;
        }
    }

    private static void store(ControlClient client, String name, String text) throws IOException {
        try (DataClient data = DataClient.dial(LoggedInClient.passive(client), null, false)) {
            must(client.ask("STOR " + name), 150);
            data.send(text.getBytes(US_ASCII));
            data.finish();
            must(client.reply(), 226);
        }
    }

    @Test
    void what_one_stores_the_other_reads_where_it_has_the_folder() throws IOException {
        try (ControlClient hers = LoggedInClient.of(NODE, alice);
                ControlClient his = LoggedInClient.of(NODE, bob)) {
            must(hers.ask("CWD shared"), 250);
            assertThat(hers.ask("PWD").text()).contains("\"/shared\"");
            store(hers, "plan.txt", "at noon");
            assertThat(fetch(his, "RETR /deep/er/team/plan.txt")).isEqualTo("at noon");
            must(his.ask("DELE /deep/er/team/plan.txt"), 550);
            must(his.ask("MKD /deep/er/team/x"), 550);
            must(his.ask("MKD /deep/er/mine"), 257);
            assertThat(folder().resolve("plan.txt")).hasContent("at noon");
            must(hers.ask("CDUP"), 250);
            assertThat(hers.ask("PWD").text()).contains("\"/\"");
            must(hers.ask("SIZE shared/plan.txt"), 213);
            must(hers.ask("RNFR shared/plan.txt"), 350);
            must(hers.ask("RNTO /shared/plan2.txt"), 250);
            must(hers.ask("DELE /shared/plan2.txt"), 250);
        }
    }

    @Test
    void one_that_lies_in_the_home_is_no_way_round_the_quota_and_others_do_not_pay_for_it() throws IOException {
        String inside = "/" + alice.home().getFileName() + "/inside";
        Files.createDirectories(alice.home().resolve("inside"));
        alice.has(new Mount("mine", inside, "/alias", ALL));
        bob.has(new Mount("mine", inside, "/hers", ALL));
        alice.limit(new Quota(10, Quota.UNLIMITED, Quota.UNLIMITED));
        bob.limit(new Quota(10, Quota.UNLIMITED, Quota.UNLIMITED));
        try (ControlClient hers = LoggedInClient.of(NODE, alice);
                ControlClient his = LoggedInClient.of(NODE, bob)) {
            store(hers, "/alias/some", "12345678");
            must(hers.ask("SIZE /inside/some"), 213);
            assertThat(alice.booked().octets()).isEqualTo(8);
            must(hers.ask("ALLO 3"), 552);
            store(his, "/hers/much", "more than ten octets");
            assertThat(bob.booked().octets()).isZero();
        }
    }

    private static String perm(String facts, String name) {
        return facts.lines()
                .filter(line -> line.endsWith("; " + name))
                .map(line -> line.replaceAll("(?i).*perm=([a-z]*);.*", "$1"))
                .findFirst()
                .orElse(facts);
    }

    @Test
    void it_is_listed_in_its_place_and_hides_what_lies_under_it() throws IOException {
        Files.createDirectories(alice.home().resolve("shared/under"));
        Files.createDirectory(alice.home().resolve("a"));
        Files.createDirectory(alice.home().resolve("z"));
        try (ControlClient hers = LoggedInClient.of(NODE, alice);
                ControlClient his = LoggedInClient.of(NODE, bob)) {
            assertThat(fetch(hers, "NLST").lines()).containsExactly("a", "shared", "z");
            assertThat(fetch(hers, "MLSD").lines().filter(line -> line.endsWith(" shared")))
                    .singleElement()
                    .satisfies(line -> assertThat(line.toLowerCase(Locale.ROOT)).contains("type=dir;"));
            assertThat(perm(fetch(hers, "MLSD"), "shared")).isEqualTo("celmp");
            assertThat(perm(hers.ask("MLST shared").text(), "/shared")).isEqualTo("celmp");
            assertThat(perm(fetch(his, "MLSD /deep/er"), "team")).isEqualTo("el");
            assertThat(perm(fetch(his, "MLSD"), "deep")).as("has one in it").isEqualTo("celmp");
            assertThat(perm(fetch(hers, "MLSD"), "a")).isEqualTo("cdeflmp");
            assertThat(fetch(hers, "NLST shared")).isEmpty();
            assertThat(fetch(his, "NLST")).isEqualTo("deep\r\n");
            assertThat(fetch(his, "NLST deep/er")).contains("team");
            assertThat(hers.ask("MLST shared").text()).contains("shared");
        }
    }

    @Test
    void nothing_is_moved_across_its_edge_nor_the_folder_itself() throws IOException {
        Files.writeString(alice.home().resolve("a.txt"), "mine");
        try (ControlClient hers = LoggedInClient.of(NODE, alice);
                ControlClient his = LoggedInClient.of(NODE, bob)) {
            must(hers.ask("RNFR a.txt"), 350);
            must(hers.ask("RNTO shared/a.txt"), 553);
            must(hers.ask("RNFR shared"), 350);
            must(hers.ask("RNTO elsewhere"), 550);
            must(hers.ask("RMD shared"), 550);
            must(hers.ask("RMDA shared"), 550);
            must(hers.ask("SITE CPFR a.txt"), 350);
            must(hers.ask("SITE CPTO shared/a.txt"), 553);
            must(his.ask("RMD deep/er"), 550);
            must(his.ask("RMDA deep"), 550);
            must(his.ask("RNFR deep"), 350);
            must(his.ask("RNTO shallow"), 550);
            must(hers.ask("SIZE shared/../../a.txt"), 213);
        }
        assertThat(alice.home().resolve("a.txt")).hasContent("mine");
        assertThat(folder()).isEmptyDirectory();
    }

    @Test
    void a_link_in_it_leads_nowhere_else() throws IOException {
        Files.createDirectories(folder());
        Files.writeString(alice.home().resolve("private.txt"), "mine");
        Files.createSymbolicLink(folder().resolve("out"), alice.home());
        Files.createSymbolicLink(folder().resolve("up"), Path.of(".."));
        try (ControlClient his = LoggedInClient.of(NODE, bob)) {
            must(his.ask("CWD /deep/er/team/out"), 550);
            must(his.ask("CWD /deep/er/team/up"), 550);
            must(his.ask("SIZE /deep/er/team/out/private.txt"), 550);
        }
    }

    @Test
    void what_is_in_it_is_charged_to_the_tenant_alone() throws IOException {
        long before = alice.pooled().octets();
        try (ControlClient hers = LoggedInClient.of(NODE, alice)) {
            store(hers, "shared/a", "12345");
            store(hers, "b", "123");
            assertThat(alice.booked().octets()).isEqualTo(3);
            assertThat(alice.pooled().octets() - before).isEqualTo(8);
            must(hers.ask("DELE shared/a"), 250);
            assertThat(alice.booked().octets()).isEqualTo(3);
            assertThat(alice.pooled().octets() - before).isEqualTo(3);
        }
    }

    @Test
    void a_folder_comes_and_goes_while_a_session_is_open() throws IOException {
        try (ControlClient hers = LoggedInClient.of(NODE, alice)) {
            store(hers, "shared/a", "12345");
            try (DataClient data = DataClient.dial(LoggedInClient.passive(hers), null, false)) {
                must(hers.ask("STOR shared/b"), 150);
                data.send(new byte[10]);
                alice.has();
                must(hers.reply(), 426);
            }
            must(hers.ask("SIZE shared/a"), 550);
            alice.has(team("/again", Set.of(Permission.LIST, Permission.READ)));
            NodeUnderTest.await("the folder", () -> asked(hers, "SIZE again/a") == 213);
            must(hers.ask("DELE again/a"), 550);
        }
    }

    private static int asked(ControlClient client, String line) {
        try {
            return client.ask(line).code();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
