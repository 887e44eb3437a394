package dev.berth.ban;

import dev.berth.ban.Bans.Changed;
import dev.berth.bus.Address;
import dev.berth.bus.BansHint;
import dev.berth.config.BanConfig;
import dev.berth.config.NodeConfig;
import dev.berth.endpoint.ClientNetwork;
import dev.berth.observe.Events;
import dev.berth.observe.NodeEvent;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the node's [BanList] in line with the database: at start, at every hint on the bus, and by looking every
/// two seconds, which heals a lost hint. Writes down the bans that failed logins on this node have brought about; as
/// long as the database does not answer, those hold on this node alone.
public final class BanWatch extends VerticleBase implements LoginGuard.Imposing {

    private static final Logger LOG = LoggerFactory.getLogger(BanWatch.class);

    private static final Duration LONGEST_POLL = Duration.ofSeconds(2);

    /// How many bans may be on their way to the database.
    private static final int MOST_ASKED = 1_000;

    /// After so long without an answer, everything is read anew.
    private static final long LONGEST_SILENCE_NANOS = Duration.ofMinutes(5).toNanos();

    private final BanConfig config;
    private final NodeConfig node;
    private final Bans bans;
    private final BanList list;
    private final Events events;
    private final Runnable onMore;
    private final Set<Target> asked = ConcurrentHashMap.newKeySet();
    private final AtomicLong last = new AtomicLong();
    private long seen;
    private long seenAt;
    private boolean begun;
    private boolean reading;
    private boolean again;

    private record Target(Optional<TenantId> tenant, ClientNetwork network) {}

    /// @param onMore told on this verticle's context when there are bans that were not there before
    public BanWatch(BanConfig config, NodeConfig node, Bans bans, BanList list, Events events, Runnable onMore) {
        this.config = config;
        this.node = node;
        this.bans = bans;
        this.list = list;
        this.events = events;
        this.onMore = onMore;
    }

    @Override
    public Future<?> start() {
        return bans.since(0).map(all -> {
            apply(all, true);
            begun = true;
            vertx.eventBus().<JsonObject>consumer(Address.BANS, _ -> read());
            long poll = Math.min(node.revisionPoll().toMillis(), LONGEST_POLL.toMillis());
            vertx.setPeriodic(poll, _ -> read());
            return null;
        });
    }

    @Override
    public void impose(Optional<TenantId> tenant, ClientNetwork network, String reason, Duration first) {
        var target = new Target(tenant, network);
        if (asked.size() >= MOST_ASKED) {
            alone(target, reason, first);
        } else if (asked.add(target)) {
            bans.impose(new Bans.Earned(tenant, network, node.id(), reason, first, longest(first)))
                    .onComplete(
                            _ -> {
                                asked.remove(target);
                                vertx.eventBus().publish(Address.BANS, new BansHint().toJson());
                            },
                            cause -> {
                                asked.remove(target);
                                LOG.atWarn().setCause(cause).log("a ban cannot be stored; it holds on this node alone");
                                alone(target, reason, first);
                            });
        }
    }

    private Duration longest(Duration first) {
        return config.longest().compareTo(first) < 0 ? first : config.longest();
    }

    private void alone(Target target, String reason, Duration first) {
        var now = Instant.now();
        var ban = new Ban(
                last.decrementAndGet(),
                target.tenant().map(tenant -> new Ban.Whose(tenant, Optional.empty())),
                target.network(),
                false,
                node.id(),
                reason,
                now,
                Optional.of(now.plus(first)));
        if (list.takeAlone(ban)) {
            context.runOnContext(_ -> tell(List.of(ban)));
        }
    }

    private void read() {
        if (reading) {
            again = true;
            return;
        }
        reading = true;
        boolean anew = System.nanoTime() - seenAt > LONGEST_SILENCE_NANOS;
        bans.since(anew ? 0 : seen)
                .onComplete(
                        changed -> {
                            apply(changed, anew);
                            done();
                        },
                        cause -> {
                            LOG.atDebug().setCause(cause).log("the bans cannot be read; trying again");
                            done();
                        });
    }

    private void done() {
        reading = false;
        if (again) {
            again = false;
            read();
        }
    }

    private void apply(Changed changed, boolean anew) {
        seen = changed.revision();
        seenAt = System.nanoTime();
        list.sweep()
                .forEach(over ->
                        LOG.atDebug().addKeyValue("client", over.network()).log("ban over"));
        List<Ban> lifted = anew ? list.keep(changed.made()) : list.drop(changed.lifted());
        lifted.forEach(ban -> events.publish(
                new NodeEvent.BanLifted(owner(ban), slug(ban), ban.network().text())));
        List<Ban> more = list.take(changed.made());
        if (begun) {
            tell(more);
        }
    }

    private void tell(List<Ban> more) {
        more.forEach(ban -> events.publish(new NodeEvent.Banned(
                owner(ban), slug(ban), ban.network().text(), ban.byHand(), ban.by(), ban.reason(), ban.expires())));
        if (!more.isEmpty()) {
            onMore.run();
        }
    }

    private static Optional<TenantId> owner(Ban ban) {
        return ban.whose().map(Ban.Whose::tenant);
    }

    private static Optional<Slug> slug(Ban ban) {
        return ban.whose().flatMap(Ban.Whose::slug);
    }
}
