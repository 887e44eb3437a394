package dev.berth.jdbc;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.account.KeptJobs.Kept;
import dev.berth.account.KeptJobs.Progress;
import dev.berth.account.KeptJobs.State;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.TenantFiles;
import dev.berth.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The removal of a tenant's files, as [JdbcAlterations] orders and [JdbcKeptJobs] keeps it, on whichever database the
/// fixture is.
abstract class JdbcRemovalsContract {

    abstract DatabaseFixture fixture();

    @Test
    void an_order_outlives_its_tenant_and_its_node_until_it_is_carried_out() {
        var jobs = new JdbcKeptJobs(fixture().database());
        TenantId tenant = fixture().tenant("acme");
        var order = new TenantFiles.Ordered("a-1", "a");
        String root = await(new JdbcAlterations(fixture().database()).removeTenant(tenant, Optional.empty(), order))
                .value();
        assertThat(root).isEqualTo("acme");

        assertThat(await(jobs.interrupted("a", Instant.now()))).isZero();
        assertThat(await(jobs.removals("other"))).isEmpty();
        assertThat(await(jobs.removals("a"))).singleElement().satisfies(removal -> {
            assertThat(removal.job()).isEqualTo("a-1");
            assertThat(removal.slug().value()).isEqualTo("acme");
            assertThat(removal.tenant()).isEqualTo(tenant);
            assertThat(removal.root()).isEqualTo("acme");
        });
        assertThatThrownBy(() -> fixture().tenant("acme"))
                .as("the files of a new one would go with those of the old")
                .isInstanceOf(DirectoryRefused.class)
                .hasMessageContaining("storageRoot");

        await(jobs.ended(new Progress("a-1", 7, "{}"), State.DONE, Instant.now()));

        assertThat(await(jobs.removals("a"))).isEmpty();
        assertThat(await(jobs.one("a-1", Optional.empty())))
                .get()
                .extracting(Kept::done)
                .isEqualTo(7);
        assertThat(fixture().tenant("acme")).isNotEqualTo(tenant);
    }
}
