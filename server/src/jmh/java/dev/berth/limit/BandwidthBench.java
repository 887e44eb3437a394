package dev.berth.limit;

import dev.berth.account.Account;
import dev.berth.account.AccountId;
import dev.berth.account.UserName;
import dev.berth.tenant.Limit;
import dev.berth.tenant.Limits;
import dev.berth.tenant.Slug;
import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TenantStatus;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/// What limits cost: for each piece of a transfer, and for each transfer.
@State(Scope.Benchmark)
public class BandwidthBench {

    private static final Tenant ACME =
            new Tenant(new TenantId(1), new Slug("acme"), "Acme", TenantStatus.ACTIVE, "acme");
    private static final Account ALICE = new Account(new AccountId(1), ACME, new UserName("alice"), "/", Set.of());

    private final AllLimits limits = new AllLimits();
    private final Bandwidth free = new Bandwidth(new AllLimits());
    private final Bandwidth limited = new Bandwidth(limits);
    private final Passage unlimited = free.passage(ALICE, 1, Direction.DOWNLOAD, 0);
    private final Bucket bucket = new Bucket(1_000_000_000_000L, 0.2, 0);

    public BandwidthBench() {
        limits.replace(Map.of(ACME.id(), Limits.NONE.with(Limit.DOWNLOAD, 1_000_000_000_000L)));
    }

    /// A piece where nothing limits it.
    @Benchmark
    public boolean freePiece() {
        return unlimited.isFree();
    }

    /// A piece of a bucket that several loops share.
    @Benchmark
    @Threads(4)
    public long sharedPiece() {
        return bucket.take(1, System.nanoTime());
    }

    /// A transfer of one piece.
    @Benchmark
    public long transfer() {
        long now = System.nanoTime();
        Passage passage = limited.passage(ALICE, 1, Direction.DOWNLOAD, now);
        long rest = passage.ask(1_000, now);
        passage.end();
        return rest;
    }
}
