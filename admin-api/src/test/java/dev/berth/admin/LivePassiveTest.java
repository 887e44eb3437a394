package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.bus.Address;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Passive ports are moved while clients are connected.
class LivePassiveTest {

    private static final long LARGE = 64L << 20;
    private static final String PASSWORD = "a long enough word";
    private static final Pattern PORTS = Pattern.compile("(\\d+),(\\d+)\\)");

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    @Test
    void the_range_moves_while_a_client_is_connected_and_a_transfer_runs() throws IOException {
        int port = node.tenant("mover", 3);
        account("mover");
        Path file = node.storage().resolve("mover").resolve("large.bin");
        Files.createDirectories(file.getParent());
        try (var large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(LARGE);
        }
        FTPClient client = login(port);
        client.enterLocalPassiveMode();
        client.setFileType(FTP.BINARY_FILE_TYPE);
        InputStream download = client.retrieveFileStream("large.bin");
        long read = download.readNBytes(4096).length;

        int moved = FreePorts.block(3);
        ApiAnswer answer = node.operator().put("/tenants/mover/passive", ports(moved, 3));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        JsonObject state = answer.json().getJsonArray("nodes").getJsonObject(0);
        assertThat(state.getString("state")).isEqualTo("applied");
        assertThat(state.getJsonObject("passive").getInteger("open")).isEqualTo(3);

        FTPClient other = login(port);
        assertThat(passive(other)).isBetween(moved, moved + 2);
        read += download.transferTo(OutputStream.nullOutputStream());
        download.close();
        assertThat(read).isEqualTo(LARGE);
        assertThat(client.completePendingCommand()).isTrue();
        assertThat(passive(client)).isBetween(moved, moved + 2);
        client.disconnect();
        other.disconnect();
    }

    @Test
    void a_range_that_overlaps_is_refused_with_both_names() {
        node.tenant("first", 3);
        int port = node.tenant("second", 3);
        ApiAnswer answer = node.operator().put("/tenants/first/passive", ports(port + 2, 1));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.refusal()).contains("first").contains("second");
    }

    @Test
    void a_lost_hint_is_healed_by_the_poll() throws IOException {
        int port = node.tenant("silent", 3);
        account("silent");
        FTPClient client = login(port);
        int moved = FreePorts.block(3);
        // Straight into the directory: no hint goes over the bus.
        ApiUnderTest.await(node.directory()
                .berth(new dev.berth.tenant.Slug("silent"))
                .compose(berth -> node.directory()
                        .setPassive(
                                berth.tenant().id(),
                                new dev.berth.endpoint.PassiveRange(moved, moved + 2),
                                List.of())));
        long until = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        int now = passive(client);
        while ((now < moved || now > moved + 2) && System.nanoTime() < until) {
            now = passive(client);
        }
        assertThat(now).isBetween(moved, moved + 2);
        client.disconnect();
    }

    @Test
    void a_range_that_comes_back_takes_its_ports_back_though_a_client_waits_on_one() throws IOException {
        int port = node.tenant("returner", 3);
        int home = FreePorts.block(3);
        assertThat(state("returner", home)).isEqualTo("applied");
        account("returner");
        FTPClient client = login(port);
        assertThat(passive(client)).isBetween(home, home + 2);
        assertThat(state("returner", FreePorts.block(3))).isEqualTo("applied");
        assertThat(state("returner", home)).isEqualTo("applied");
        assertThat(passive(client)).isBetween(home, home + 2);
        client.disconnect();
    }

    private static String state(String tenant, int first) {
        ApiAnswer answer = node.operator().put("/tenants/" + tenant + "/passive", ports(first, 3));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().getJsonArray("nodes").getJsonObject(0).getString("state");
    }

    @Test
    void of_two_changes_at_once_one_is_last_and_in_force() throws IOException {
        int port = node.tenant("twice", 3);
        account("twice");
        int one = FreePorts.block(3);
        int two = FreePorts.block(3);
        var first = CompletableFuture.supplyAsync(() -> node.operator().put("/tenants/twice/passive", ports(one, 3)));
        var second = CompletableFuture.supplyAsync(() -> node.operator().put("/tenants/twice/passive", ports(two, 3)));
        assertThat(first.join().status()).isEqualTo(200);
        assertThat(second.join().status()).isEqualTo(200);
        String last = node.operator()
                .get("/tenants/twice")
                .json()
                .getJsonObject("passive")
                .getString("ports");
        int begin = Integer.parseInt(last.substring(0, last.indexOf('-')));
        assertThat(begin).isIn(one, two);
        FTPClient client = login(port);
        assertThat(passive(client)).isBetween(begin, begin + 2);
        client.disconnect();
    }

    @Test
    void a_port_that_another_program_has_is_refused_before_anything_is_stored() throws IOException {
        node.tenant("robbed", 3);
        int moved = FreePorts.block(3);
        String before = passive("robbed");
        try (var thief = new ServerSocket()) {
            thief.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), moved + 1));
            ApiAnswer answer = node.operator().put("/tenants/robbed/passive", ports(moved, 3));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
            assertThat(answer.refusal()).contains(String.valueOf(moved + 1)).contains("under-test");
            assertThat(passive("robbed")).isEqualTo(before);
            ApiAnswer made = node.operator()
                    .post(
                            "/tenants",
                            new JsonObject()
                                    .put("slug", "robbed-too")
                                    .put("listeners", new JsonArray().add(new JsonObject().put("port", moved + 1)))
                                    .put("passive", ports(moved + 2, 1)));
            assertThat(made.status()).as(made.toString()).isEqualTo(409);
            assertThat(made.refusal()).contains("\"listeners[0].port\"");
            assertThat(node.operator().get("/tenants/robbed-too").status()).isEqualTo(404);
        }
    }

    @Test
    void a_port_that_is_lost_before_it_is_opened_takes_the_change_back() throws IOException {
        int port = node.tenant("raced", 3);
        account("raced");
        String before = passive("raced");
        int moved = FreePorts.block(3);
        try (var thief = new ServerSocket()) {
            ApiAnswer answer =
                    stealingAt(thief, moved + 2, () -> node.operator().put("/tenants/raced/passive", ports(moved, 3)));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
            assertThat(answer.refusal()).contains(String.valueOf(moved + 2));
            JsonObject state = answer.json().getJsonArray("nodes").getJsonObject(0);
            assertThat(state.getString("state")).isEqualTo("failed");
            assertThat(passive("raced")).isEqualTo(before);
            FTPClient client = login(port);
            assertThat(passive(client)).isBetween(port + 1, port + 3);
            client.disconnect();
        }
    }

    @Test
    void a_tenant_whose_port_is_lost_before_it_is_opened_does_not_come_to_be() throws IOException {
        int port = FreePorts.block(3);
        try (var thief = new ServerSocket()) {
            ApiAnswer answer = stealingAt(
                    thief,
                    port,
                    () -> node.operator()
                            .post(
                                    "/tenants",
                                    new JsonObject()
                                            .put("slug", "stillborn")
                                            .put("listeners", new JsonArray().add(new JsonObject().put("port", port)))
                                            .put("passive", ports(port + 1, 2))));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
            assertThat(answer.refusal()).contains(String.valueOf(port));
            assertThat(node.operator().get("/tenants/stillborn").status()).isEqualTo(404);
        }
    }

    @Test
    void the_ports_of_the_api_itself_are_refused() {
        node.tenant("greedy", 2);
        ApiAnswer answer = node.operator().put("/tenants/greedy/passive", ports(node.port(), 1));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.refusal()).contains("admin API");
    }

    @Test
    void from_nothing_to_the_first_login_is_less_than_a_second() throws IOException {
        node.tenant("warm-up", 2);
        account("warm-up");
        long began = System.nanoTime();
        int port = node.tenant("quick", 10);
        account("quick");
        FTPClient client = login(port);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertThat(client.getReplyCode()).isEqualTo(230);
        client.disconnect();
        assertThat(took).isLessThan(Duration.ofSeconds(1));
    }

    /// Lets another program take a port between the check and the opening: when the nodes are told.
    private static ApiAnswer stealingAt(ServerSocket thief, int port, Supplier<ApiAnswer> change) {
        Handler<DeliveryContext<Object>> steal = message -> {
            if (message.message().address().equals(Address.REVISION) && !thief.isBound()) {
                try {
                    thief.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            message.next();
        };
        node.vertx().eventBus().addOutboundInterceptor(steal);
        try {
            return change.get();
        } finally {
            node.vertx().eventBus().removeOutboundInterceptor(steal);
        }
    }

    private static String passive(String tenant) {
        return node.operator()
                .get("/tenants/" + tenant)
                .json()
                .getJsonObject("passive")
                .encode();
    }

    private static void account(String tenant) {
        ApiAnswer answer = node.operator()
                .post(
                        "/tenants/" + tenant + "/accounts",
                        new JsonObject().put("user", "demo").put("password", PASSWORD));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    }

    private static FTPClient login(int port) throws IOException {
        var client = new FTPClient();
        client.setDefaultTimeout(20_000);
        client.connect(InetAddress.getLoopbackAddress(), port);
        assertThat(client.login("demo", PASSWORD)).isTrue();
        return client;
    }

    private static int passive(FTPClient client) throws IOException {
        assertThat(FTPReply.isPositiveCompletion(client.pasv()))
                .as(client.getReplyString())
                .isTrue();
        Matcher ports = PORTS.matcher(client.getReplyString());
        assertThat(ports.find()).isTrue();
        return Integer.parseInt(ports.group(1)) * 256 + Integer.parseInt(ports.group(2));
    }

    private static JsonObject ports(int first, int count) {
        return new JsonObject().put("ports", first + "-" + (first + count - 1));
    }
}
