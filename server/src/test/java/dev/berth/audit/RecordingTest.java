package dev.berth.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Account;
import dev.berth.account.AccountId;
import dev.berth.account.LoginRefused.Reason;
import dev.berth.account.UserName;
import dev.berth.audit.AuditRecord.Result;
import dev.berth.observe.Event;
import dev.berth.observe.NodeEvent;
import dev.berth.tenant.Slug;
import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TenantStatus;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {

    private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.7", 40_000);
    private static final AuditKey KEY = new AuditKey(Instant.EPOCH, 1, 1);

    private static final Account ALICE = new Account(
            new AccountId(1),
            new Tenant(new TenantId(3), new Slug("north"), "North", TenantStatus.ACTIVE, "north"),
            new UserName("alice"),
            "/",
            Set.of());

    private static AuditRecord record(Event event) {
        assertThat(Recording.isOfInterest(event)).isTrue();
        return new Recording("ftp1").of(event, KEY).orElseThrow();
    }

    private static Event.Deed command(String verb, int reply, String... paths) {
        return new Event.Deed(7, ALICE, CLIENT, verb, List.of(paths), reply);
    }

    private static NodeEvent.Administered administered(String operation, String path, int status) {
        return new NodeEvent.Administered("ops", "198.51.100.1", operation, path, status, Duration.ZERO)
                .of(Optional.of(new TenantId(3)));
    }

    @Test
    void a_transfer() {
        AuditRecord record = record(new Event.TransferEnded(
                7, ALICE, CLIENT, "STOR", "/b\u00c3\u00b6", false, 226, 12, Duration.ofSeconds(1)));
        assertThat(record)
                .isEqualTo(new AuditRecord(
                        KEY,
                        "ftp1",
                        new TenantId(3),
                        "north",
                        "alice",
                        "192.0.2.7",
                        7,
                        "upload",
                        List.of("/b\u00f6"),
                        12,
                        Result.DONE,
                        226,
                        ""));
    }

    @ParameterizedTest
    @CsvSource({
        "RETR,550,download,REFUSED",
        "STOR,452,upload,FAILED",
        "DELE,250,delete,DONE",
        "RNTO,250,rename,DONE",
        "RNFR,550,rename,REFUSED",
        "MKD,257,make-directory,DONE",
        "RMDIR,200,remove-directory,DONE",
        "RMDA,426,remove-tree,FAILED",
        "CHMOD,200,change-mode,DONE",
        "MFMT,213,change-time,DONE",
        "COPY,250,copy,DONE",
        "COMB,250,join,DONE",
        "SYMLINK,550,link,REFUSED",
        "PSWD,200,change-password,DONE"
    })
    void commands_on_files(String verb, int reply, String operation, Result result) {
        AuditRecord record = record(command(verb, reply, "/a", "/b"));
        assertThat(record.operation()).isEqualTo(operation);
        assertThat(record.result()).isEqualTo(result);
        assertThat(record.code()).isEqualTo(reply);
        assertThat(record.paths()).containsExactly("/a", "/b");
    }

    @Test
    void what_changes_nothing_is_not_recorded() {
        assertThat(List.of(
                        command("RNFR", 350, "/a"),
                        command("CPFR", 350, "/a"),
                        command("HASH", 213, "/a"),
                        new Event.TransferEnded(7, ALICE, CLIENT, "MLSD", "/", false, 226, 12, Duration.ofSeconds(1)),
                        new Event.SessionClosed(7)))
                .noneMatch(Recording::isOfInterest);
    }

    @Test
    void a_refused_login_belongs_to_the_tenant_that_it_named() {
        AuditRecord record =
                record(new Event.LoginDenied(7, new TenantId(3), "b\0b", CLIENT, Reason.WRONG_CREDENTIALS));
        assertThat(record.tenant()).isEqualTo(new TenantId(3));
        assertThat(record.actor()).isEqualTo("b\ufffdb");
        assertThat(record.result()).isEqualTo(Result.REFUSED);
        assertThat(record.detail()).isEqualTo("wrong-credentials");
    }

    @Test
    void a_change_by_an_administrator_belongs_to_the_tenant_that_it_was_about() {
        AuditRecord record = record(administered("createAccount", "/api/v1/tenants/north/accounts", 201));
        assertThat(record.tenant()).isEqualTo(new TenantId(3));
        assertThat(record.slug()).isEqualTo("north");
        assertThat(record.actor()).isEqualTo("ops");
        assertThat(record.client()).isEqualTo("198.51.100.1");
        assertThat(record.result()).isEqualTo(Result.DONE);
        assertThat(record(administered("createTenant", "/api/v1/tenants", 409)).result())
                .isEqualTo(Result.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"getTenant", "listAudit", "readMetrics", "streamEvents", "explainAddress"})
    void reading_is_not_recorded_unless_it_is_forbidden(String operation) {
        var recording = new Recording("ftp1");
        assertThat(recording.of(administered(operation, "/api/v1/x", 200), KEY)).isEmpty();
        assertThat(recording.of(administered(operation, "/api/v1/x", 403), KEY)).isPresent();
    }

    @Test
    void a_caller_without_a_right_token_is_recorded_but_not_for_the_tenant_that_it_named() {
        AuditRecord record = record(new NodeEvent.Administered(
                "",
                "198.51.100.1",
                NodeEvent.Administered.UNKNOWN,
                "/api/v1/tenants/north/accounts",
                401,
                Duration.ZERO));
        assertThat(record.tenant()).isEqualTo(TenantId.NOBODY);
        assertThat(record.slug()).isEmpty();
        assertThat(record.result()).isEqualTo(Result.REFUSED);
        assertThat(record.paths()).containsExactly("/api/v1/tenants/north/accounts");
    }

    @Test
    void an_export_is_recorded() {
        assertThat(record(administered("exportState", "/api/v1/state", 200)).operation())
                .isEqualTo("exportState");
    }

    @Test
    void very_many_and_very_long_names_are_cut() {
        AuditRecord record =
                record(new Event.Deed(7, ALICE, CLIENT, "COMB", Collections.nCopies(500, "/" + "x".repeat(5000)), 250));
        assertThat(record.paths()).hasSize(3).last().isEqualTo("\u2026");
        assertThat(record.paths().getFirst()).hasSize(4096);
    }

    @Test
    void a_ban_that_nobody_made() {
        AuditRecord record = record(banned(false));
        assertThat(record)
                .isEqualTo(new AuditRecord(
                        KEY,
                        "ftp1",
                        new TenantId(3),
                        "north",
                        "",
                        "192.0.2.0/24",
                        0,
                        "ban",
                        List.of(),
                        0,
                        Result.DONE,
                        0,
                        "40 failed logins"));
    }

    @Test
    void a_ban_by_hand_is_recorded_as_the_call_that_made_it() {
        assertThat(Recording.isOfInterest(banned(true))).isFalse();
    }

    private static NodeEvent.Banned banned(boolean byHand) {
        return new NodeEvent.Banned(
                Optional.of(new TenantId(3)),
                Optional.of(new Slug("north")),
                "192.0.2.0/24",
                byHand,
                byHand ? "ops" : "",
                "40 failed logins",
                Optional.of(Instant.EPOCH.plusSeconds(600)));
    }
}
