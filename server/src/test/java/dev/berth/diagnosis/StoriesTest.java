package dev.berth.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Account;
import dev.berth.account.AccountId;
import dev.berth.account.LoginRefused;
import dev.berth.account.UserName;
import dev.berth.observe.Event;
import dev.berth.tenant.Slug;
import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TenantStatus;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is kept of whom, and how much.
class StoriesTest {

    private static final TenantId ID = new TenantId(1);
    private static final InetAddress CLIENT = InetAddress.ofLiteral("198.51.100.7");
    private static final Account ALICE = new Account(
            new AccountId(1),
            new Tenant(ID, new Slug("acme"), "acme", TenantStatus.ACTIVE, "acme"),
            new UserName("alice"),
            "/",
            Set.of());

    @Test
    void guessing_at_one_tenant_pushes_out_nothing_of_another() {
        var diagnosis = new Diagnosis(Clock.systemUTC());
        denied(diagnosis, 1, new TenantId(2), "bob");
        for (int session = 2; session < 700; session++) {
            denied(diagnosis, session, ID, "admin");
        }
        assertThat(diagnosis.failures(new TenantId(2)))
                .singleElement()
                .satisfies(story -> assertThat(story.user()).isEqualTo("bob"));
        assertThat(diagnosis.failures(ID)).hasSize(100);
        assertThat(diagnosis.failures(ID).getFirst().session()).isEqualTo(699);
    }

    @Test
    void who_tries_several_tenants_is_shown_to_none() {
        var diagnosis = new Diagnosis(Clock.systemUTC());
        diagnosis.on(new Event.SessionOpened(7, TenantId.NOBODY, new InetSocketAddress(CLIENT, 50_000), 21));
        for (long tenant : new long[] {1, 2, 1}) {
            diagnosis.on(deniedEvent(7, new TenantId(tenant), "bob"));
        }
        assertThat(diagnosis.failures(ID)).isEmpty();
        assertThat(diagnosis.failures(new TenantId(2))).isEmpty();
    }

    private static Event deniedEvent(long session, TenantId tenant, String login) {
        return new Event.LoginDenied(
                session, tenant, login, new InetSocketAddress(CLIENT, 50_000), LoginRefused.Reason.WRONG_CREDENTIALS);
    }

    private static void denied(Diagnosis diagnosis, long session, TenantId tenant, String login) {
        diagnosis.on(new Event.SessionOpened(session, TenantId.NOBODY, new InetSocketAddress(CLIENT, 50_000), 21));
        diagnosis.on(deniedEvent(session, tenant, login));
        diagnosis.on(new Event.SessionClosed(session));
    }

    @Test
    void a_story_has_an_end() {
        var diagnosis = new Diagnosis(Clock.systemUTC());
        diagnosis.on(new Event.SessionOpened(7, TenantId.NOBODY, new InetSocketAddress(CLIENT, 50_000), 21));
        diagnosis.on(new Event.LoginAccepted(7, ALICE, new InetSocketAddress(CLIENT, 50_000)));
        for (int i = 0; i < 1_000; i++) {
            diagnosis.on(new Event.Heard(7, "NOOP " + i));
        }
        List<Entry> entries = diagnosis.session(ID, 7).orElseThrow().entries();
        assertThat(entries).hasSize(48);
        assertThat(entries.getLast().text()).isEqualTo("NOOP 999");
    }
}
