package dev.berth;

import dev.berth.ban.Ban;
import dev.berth.ban.Bans;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// [Bans] in memory, for one node.
final class MemoryBans implements Bans {

    private final AtomicLong last = new AtomicLong();
    private final List<Ban> bans = new CopyOnWriteArrayList<>();
    private final List<Long> lifted = new CopyOnWriteArrayList<>();

    @Override
    public Future<Changed> since(long revision) {
        return MemoryDirectory.later(new Changed(last.get(), List.copyOf(bans), List.copyOf(lifted)));
    }

    @Override
    public Future<List<Ban>> inForce(Optional<TenantId> tenant) {
        return MemoryDirectory.later(new ArrayList<>(bans));
    }

    @Override
    public Future<Ban> add(Wanted ban) {
        return put(new Ban(
                last.incrementAndGet(),
                ban.tenant().map(tenant -> new Ban.Whose(tenant, Optional.empty())),
                ban.network(),
                true,
                ban.by(),
                ban.reason(),
                Instant.now(),
                ban.expires()));
    }

    @Override
    public Future<Ban> impose(Earned ban) {
        return put(new Ban(
                last.incrementAndGet(),
                ban.tenant().map(tenant -> new Ban.Whose(tenant, Optional.empty())),
                ban.network(),
                false,
                ban.node(),
                ban.reason(),
                Instant.now(),
                Optional.of(Instant.now().plus(ban.first()))));
    }

    private Future<Ban> put(Ban ban) {
        bans.add(ban);
        return MemoryDirectory.later(ban);
    }

    @Override
    public Future<Ban> lift(long id, Optional<TenantId> tenant) {
        Ban ban = bans.stream()
                .filter(each -> each.id() == id)
                .findFirst()
                .orElseThrow(() -> new DirectoryRefused(
                        DirectoryRefused.Reason.NOT_FOUND, "ban", Long.toString(id), "is not a ban"));
        bans.remove(ban);
        lifted.add(id);
        return MemoryDirectory.later(ban);
    }
}
