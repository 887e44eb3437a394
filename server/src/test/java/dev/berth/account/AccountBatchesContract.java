package dev.berth.account;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.berth.account.AccountAlterations.Terms;
import dev.berth.account.AccountBatches.Made;
import dev.berth.account.AccountBatches.Ready;
import dev.berth.account.AccountBatches.Row;
import dev.berth.account.KeptJobs.Kept;
import dev.berth.account.KeptJobs.Progress;
import dev.berth.account.KeptJobs.State;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every [AccountBatches] and [KeptJobs] do together. An implementation's test implements it and gives empty
/// ones for each test.
public interface AccountBatchesContract {

    Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    /// Over the same directory as [#jobs].
    AccountBatches batches();

    /// Without any job.
    KeptJobs jobs();

    /// A new tenant.
    TenantId tenant(String slug);

    @Test
    default void many_are_made_and_their_hashes_read() {
        TenantId tenant = tenant("north");
        String hash = await(batches().hash(new Secret("correct horse battery")));
        List<Ready> ready = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            ready.add(ready("user" + i, hash));
        }
        List<Row> rows = await(batches().create(tenant, ready, Made.ALL_OR_NONE, _ -> Optional.empty()));
        assertThat(rows).hasSize(1_200).allMatch(row -> row.why().isEmpty());
        assertThat(await(batches().hashes(tenant)))
                .hasSize(1_200)
                .containsEntry("user0", hash)
                .containsEntry("user1199", hash);
    }

    @Test
    default void one_that_is_refused_refuses_all_or_itself() {
        TenantId tenant = tenant("north");
        List<Ready> twice = List.of(ready("ann", "x"), ready("ben", "x"), ready("ann", "x"));
        List<Row> dry = await(batches().create(tenant, twice, Made.NONE, _ -> Optional.empty()));
        assertThat(dry).extracting(row -> row.why().isPresent()).containsExactly(false, false, true);
        List<Row> none = await(batches().create(tenant, twice, Made.ALL_OR_NONE, _ -> Optional.empty()));
        assertThat(none.get(2).why()).isPresent();
        assertThat(await(batches().hashes(tenant))).isEmpty();
        await(batches().create(tenant, twice, Made.EACH, _ -> Optional.empty()));
        assertThat(await(batches().hashes(tenant))).containsOnlyKeys("ann", "ben");
        List<Row> again = await(batches().create(tenant, twice, Made.EACH, _ -> Optional.empty()));
        assertThat(again).allMatch(row -> row.why().isPresent());
        assertThat(catchThrowable(() ->
                        await(batches().create(new TenantId(999_999), twice, Made.ALL_OR_NONE, _ -> Optional.empty()))))
                .isInstanceOf(DirectoryRefused.class);
    }

    @Test
    default void what_a_job_has_made_is_told_after_its_node_has_ended() {
        TenantId tenant = tenant("north");
        TenantId other = tenant("south");
        await(jobs().begun("n1-1", "account-batch", tenant, "n1", 3, NOW));
        await(jobs().begun("n2-1", "account-batch", tenant, "n2", 1, NOW));
        await(batches()
                .create(
                        tenant,
                        List.of(ready("ann", "x"), ready("ben", "x")),
                        Made.EACH,
                        rows -> Optional.of(new Progress("n1-1", rows.size(), "{\"created\":2}"))));
        assertThat(await(jobs().interrupted("n1", NOW.plusSeconds(9)))).isEqualTo(1);
        Kept job = await(jobs().one("n1-1", Optional.of(tenant))).orElseThrow();
        assertThat(job.state()).isEqualTo(State.INTERRUPTED);
        assertThat(job.done()).isEqualTo(2);
        assertThat(job.ended()).contains(NOW.plusSeconds(9));
        assertThat(job.report()).contains("{\"created\":2}");
        assertThat(job.tenant().value()).isEqualTo("north");
        assertThat(await(jobs().all(Optional.empty())))
                .extracting(Kept::state)
                .containsExactly(State.INTERRUPTED, State.RUNNING);
        assertThat(await(jobs().all(Optional.of(other)))).isEmpty();
        assertThat(await(jobs().one("n1-1", Optional.of(other)))).isEmpty();
    }

    @Test
    default void what_is_not_made_is_not_told_either() {
        TenantId tenant = tenant("north");
        await(jobs().begun("n1-1", "account-batch", tenant, "n1", 2, NOW));
        List<Ready> twice = List.of(ready("ann", "x"), ready("ann", "x"));
        await(batches().create(tenant, twice, Made.ALL_OR_NONE, _ -> Optional.of(new Progress("n1-1", 2, "{}"))));
        await(jobs().interrupted("n1", NOW));
        Kept job = await(jobs().one("n1-1", Optional.empty())).orElseThrow();
        assertThat(job.done()).isZero();
        assertThat(job.report()).isEmpty();
    }

    @Test
    default void jobs_that_have_ended_are_kept_for_a_day() {
        TenantId tenant = tenant("north");
        await(jobs().begun("n1-1", "account-batch", tenant, "n1", 1, NOW));
        await(jobs().ended(new Progress("n1-1", 1, "{\"created\":1}"), State.DONE, NOW));
        assertThat(await(jobs().interrupted("n1", NOW))).isZero();
        await(jobs().begun("n1-2", "account-batch", tenant, "n1", 1, NOW.plusSeconds(3_600)));
        assertThat(await(jobs().all(Optional.empty()))).hasSize(2);
        await(jobs().begun("n1-3", "account-batch", tenant, "n1", 1, NOW.plusSeconds(90_000)));
        assertThat(await(jobs().all(Optional.empty()))).extracting(Kept::id).containsExactly("n1-2", "n1-3");
    }

    private static Ready ready(String user, String hash) {
        return new Ready(new UserName(user), Optional.of(hash), Terms.plain("/", Set.of()), false);
    }
}
