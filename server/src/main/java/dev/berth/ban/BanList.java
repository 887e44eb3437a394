package dev.berth.ban;

import dev.berth.endpoint.ClientNetwork;
import dev.berth.tenant.TenantId;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The bans that this node has in memory, found by address within a few look-ups, however many there are. May be
/// asked on any thread; changed on one, [#takeAlone] excepted.
public final class BanList {

    private static final int IPV4_LENGTHS = Integer.SIZE + 1;
    private static final int IPV6_LENGTHS = 2 * Long.SIZE + 1;
    private static final int IPV4_OCTETS = 4;
    private static final int MOST_ALONE = 10_000;

    private final List<ClientNetwork> never;
    private final InstantSource clock;
    private final Map<Prefix, List<Ban>> bans = new ConcurrentHashMap<>();
    private final Map<Long, Ban> byId = new ConcurrentHashMap<>();
    private final AtomicIntegerArray ipv4 = new AtomicIntegerArray(IPV4_LENGTHS);
    private final AtomicIntegerArray ipv6 = new AtomicIntegerArray(IPV6_LENGTHS);
    private final AtomicInteger alone = new AtomicInteger();

    /// @param never networks that nothing keeps out
    public BanList(List<ClientNetwork> never, InstantSource clock) {
        this.never = List.copyOf(never);
        this.clock = clock;
    }

    /// Whether nothing keeps a client out.
    public boolean isExempt(InetAddress client) {
        return never.stream().anyMatch(network -> network.contains(client));
    }

    /// A ban that keeps a client out.
    ///
    /// @param filter only one that it likes
    public Optional<Ban> find(InetAddress client, Predicate<Ban> filter) {
        if (byId.isEmpty() || isExempt(client)) {
            return Optional.empty();
        }
        AtomicIntegerArray lengths = client.getAddress().length == IPV4_OCTETS ? ipv4 : ipv6;
        Instant now = clock.instant();
        for (int bits = lengths.length() - 1; bits >= 0; bits--) {
            if (lengths.get(bits) > 0) {
                for (Ban ban : bans.getOrDefault(Prefix.of(client, bits), List.of())) {
                    if (ban.holds(now) && filter.test(ban)) {
                        return Optional.of(ban);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /// How many are in force.
    public int size() {
        return byId.size();
    }

    /// A ban that keeps a client from a tenant.
    ///
    /// @param tenant empty where it is not known yet which
    public Optional<Ban> keepsOut(InetAddress client, Optional<TenantId> tenant) {
        return find(client, ban -> ban.concerns(tenant));
    }

    /// Takes bans in.
    ///
    /// @return those that were not there
    List<Ban> take(List<Ban> made) {
        return made.stream()
                .filter(ban -> byId.putIfAbsent(ban.id(), ban) == null)
                .peek(this::index)
                .toList();
    }

    /// Takes a ban in that the database could not be told of. There is room for some only.
    boolean takeAlone(Ban ban) {
        if (alone.incrementAndGet() > MOST_ALONE) {
            alone.decrementAndGet();
            return false;
        }
        byId.put(ban.id(), ban);
        index(ban);
        return true;
    }

    /// Takes bans out.
    ///
    /// @return those that were there
    List<Ban> drop(Collection<Long> ids) {
        List<Ban> gone = new ArrayList<>();
        for (Long id : ids) {
            Ban ban = byId.remove(id);
            if (ban != null) {
                unindex(ban);
                gone.add(ban);
            }
        }
        return gone;
    }

    /// Takes out those whose time is over.
    ///
    /// @return those that were there
    List<Ban> sweep() {
        Instant now = clock.instant();
        return drop(byId.values().stream()
                .filter(ban -> !ban.holds(now))
                .map(Ban::id)
                .toList());
    }

    /// Takes out what the database does not have any more.
    ///
    /// @param all what it has
    /// @return those that were there
    List<Ban> keep(List<Ban> all) {
        Set<Long> known = all.stream().map(Ban::id).collect(Collectors.toSet());
        return drop(byId.keySet().stream()
                .filter(id -> id > 0 && !known.contains(id))
                .toList());
    }

    private void index(Ban ban) {
        Prefix prefix = Prefix.of(ban.network());
        bans.merge(
                prefix,
                List.of(ban),
                (there, more) -> Stream.concat(there.stream(), more.stream()).toList());
        lengths(prefix).addAndGet(prefix.bits(), 1);
    }

    private void unindex(Ban ban) {
        Prefix prefix = Prefix.of(ban.network());
        bans.computeIfPresent(prefix, (_, there) -> without(there, ban));
        lengths(prefix).addAndGet(prefix.bits(), -1);
        if (ban.id() < 0) {
            alone.decrementAndGet();
        }
    }

    private static @Nullable List<Ban> without(List<Ban> there, Ban gone) {
        List<Ban> rest = there.stream().filter(ban -> ban.id() != gone.id()).toList();
        return rest.isEmpty() ? null : rest;
    }

    private AtomicIntegerArray lengths(Prefix prefix) {
        return prefix.ipv4() ? ipv4 : ipv6;
    }
}
