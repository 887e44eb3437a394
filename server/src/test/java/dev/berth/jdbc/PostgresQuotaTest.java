package dev.berth.jdbc;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.account.Account;
import dev.berth.quota.Amount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresQuotaTest extends JdbcQuotaContract {

    /// Than what the test sets aside, and less than what is reserved at once.
    private static final long MORE = 1_000;

    @RegisterExtension
    static final DatabaseFixture FIXTURE = DatabaseFixture.postgres();

    @Override
    DatabaseFixture fixture() {
        return FIXTURE;
    }

    @Test
    void what_cannot_be_given_back_of_one_does_not_keep_back_the_others() {
        Account north = account("north", "bob");
        Account south = account("south", "bob");
        await(ledger().hold(north, new Amount(1, 1, 0)));
        await(ledger().hold(south, new Amount(1, 1, 0)));
        String name = FIXTURE.config().url().orElseThrow().replaceFirst(".*/", "");
        PostgresServer.runIn(name, """
                create function refuse() returns trigger language plpgsql as
                'begin if new.octets < old.octets then raise exception ''refused''; end if; return new; end';
                create trigger refusing before update on quota_lease for each row when (new.tenant_id = %d)
                execute function refuse()
                """.formatted(north.tenant().id().value()));
        try {
            changeOfAllQuotas(", of_quota", ", true");
            NodeUnderTest.await("south's to be given back", () -> reserved(south) < MORE);
            assertThat(reserved(north)).isGreaterThan(MORE);
        } finally {
            PostgresServer.runIn(name, "drop trigger refusing on quota_lease; drop function refuse()");
        }
    }

    private static long reserved(Account account) {
        return await(FIXTURE.database()
                        .statements()
                        .rows(
                                Scope.ALL,
                                "select coalesce(sum(reserved_octets), 0) from quota_usage where tenant_id = ?",
                                account.tenant().id().value()))
                .iterator()
                .next()
                .getLong(0);
    }
}
