package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPConnectionClosedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A status that comes and goes by itself.
class ScheduleTest {

    private static final String PASSWORD = "a long enough word";
    private static final Duration DAY = Duration.ofDays(1);

    /// Two seconds, and what a busy machine adds.
    private static final int SOON_MILLIS = 6_000;

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    @CanIgnoreReturnValue
    private static int tenant(String slug) {
        int port = node.tenant(slug, 2);
        ApiAnswer made = node.operator()
                .post(
                        "/tenants/" + slug + "/accounts",
                        new JsonObject().put("user", "alice").put("password", PASSWORD));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return port;
    }

    @CanIgnoreReturnValue
    private static JsonObject change(String slug, JsonObject patch) {
        ApiAnswer done = node.operator().patch("/tenants/" + slug, patch);
        assertThat(done.status()).as(done.toString()).isEqualTo(200);
        return done.json().getJsonObject("tenant");
    }

    private static JsonObject blockedFor(Instant from, Duration time) {
        return new JsonObject()
                .put(
                        "schedule",
                        new JsonObject()
                                .put("status", "blocked")
                                .put("reason", "unpaid: č 東")
                                .put("from", from.toString())
                                .put("until", from.plus(time).toString())
                                .put("then", "read-only"));
    }

    private static FTPClient client(int port) throws Exception {
        var client = new FTPClient();
        client.setControlEncoding(StandardCharsets.UTF_8);
        client.connect(InetAddress.getLoopbackAddress(), port);
        client.setSoTimeout(SOON_MILLIS);
        return client;
    }

    private static void assertSentAway(FTPClient client) {
        assertThatThrownBy(client::getReply).isInstanceOf(FTPConnectionClosedException.class);
        assertThat(client.getReplyCode()).isEqualTo(421);
    }

    @Test
    void it_is_carried_out_at_its_time_on_open_sessions_and_transfers() throws Exception {
        int port = tenant("debtor");
        Instant from = node.clock().instant().plus(DAY).truncatedTo(ChronoUnit.SECONDS);
        JsonObject planned = change("debtor", blockedFor(from, DAY));
        assertThat(planned.getString("status")).isEqualTo("active");
        assertThat(planned.getJsonObject("schedule").getString("from")).isEqualTo(from.toString());

        FTPClient idle = client(port);
        assertThat(idle.login("alice", PASSWORD)).isTrue();
        FTPClient busy = client(port);
        assertThat(busy.login("alice", PASSWORD)).isTrue();
        busy.enterLocalPassiveMode();
        var upload = busy.storeFileStream("half");
        upload.write(new byte[100]);
        upload.flush();
        assertThat(idle.sendNoOp()).isTrue();

        node.clock().forward(DAY.plusSeconds(1));
        assertSentAway(idle);
        assertThat(idle.getReplyString()).contains("unpaid: č 東");
        assertThat(busy.getReply()).isEqualTo(426);
        assertSentAway(busy);
        FTPClient refused = client(port);
        assertThat(refused.login("alice", PASSWORD))
                .as("though that login was remembered")
                .isFalse();
        JsonObject blocked = node.operator().get("/tenants/debtor").json();
        assertThat(blocked.getString("status")).isEqualTo("blocked");
        assertThat(blocked.getString("statusReason")).isEqualTo("unpaid: č 東");
        assertThat(blocked.getJsonObject("schedule"))
                .isEqualTo(new JsonObject()
                        .put("status", "read-only")
                        .put("from", from.plus(DAY).toString()));
        assertThat(node.operator().get("/tenants?status=blocked").raw().body()).contains("debtor");

        node.clock().forward(DAY);
        FTPClient again = client(port);
        assertThat(again.login("alice", PASSWORD)).isTrue();
        assertThat(again.makeDirectory("a")).as("read-only").isFalse();
        JsonObject after = node.operator().get("/tenants/debtor").json();
        assertThat(after.getString("status")).isEqualTo("read-only");
        assertThat(after.containsKey("schedule")).isFalse();
        again.disconnect();
    }

    @Test
    void a_change_in_between_holds_until_the_next_scheduled_one_and_a_schedule_can_be_taken_away() {
        tenant("mercy");
        change("mercy", blockedFor(node.clock().instant().minus(DAY), DAY.multipliedBy(2)));
        assertThat(node.operator().get("/tenants/mercy").json().getString("status"))
                .as("a time that has passed")
                .isEqualTo("blocked");
        JsonObject freed = change("mercy", new JsonObject().put("status", "active"));
        assertThat(freed.getString("status")).isEqualTo("active");
        assertThat(freed.containsKey("statusReason")).isFalse();
        assertThat(freed.getJsonObject("schedule").getString("status")).isEqualTo("read-only");
        assertThat(change("mercy", new JsonObject().putNull("schedule")).containsKey("schedule"))
                .isFalse();
        node.clock().forward(DAY.multipliedBy(3));
        assertThat(node.operator().get("/tenants/mercy").json().getString("status"))
                .isEqualTo("active");
    }

    @Test
    void a_reason_is_told_at_the_refused_login() throws Exception {
        int port = tenant("reasoned");
        change("reasoned", new JsonObject().put("status", "blocked").put("statusReason", "Grüße č 東"));
        FTPClient client = client(port);
        assertThat(client.login("alice", PASSWORD)).isFalse();
        assertThat(client.getReplyString()).contains("Grüße č 東");
    }

    @Test
    void a_schedule_that_is_wrong_is_refused_with_its_fields() {
        tenant("wrong");
        ApiAnswer refused = node.operator()
                .patch(
                        "/tenants/wrong",
                        new JsonObject()
                                .put("statusReason", "a\nb")
                                .put(
                                        "schedule",
                                        new JsonObject()
                                                .put("status", "gone")
                                                .put("from", "2027-03-01T00:00:00Z")
                                                .put("until", "2027-03-01T00:00:00Z")));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal())
                .contains("statusReason")
                .contains("schedule.status")
                .contains("schedule.until");
        ApiAnswer lonely = node.operator()
                .patch(
                        "/tenants/wrong",
                        new JsonObject()
                                .put(
                                        "schedule",
                                        new JsonObject()
                                                .put("status", "blocked")
                                                .put("from", "tomorrow")
                                                .put("then", "active")));
        assertThat(lonely.refusal()).contains("schedule.from").contains("schedule.then");
    }
}
