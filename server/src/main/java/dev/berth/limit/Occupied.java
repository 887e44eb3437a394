package dev.berth.limit;

import dev.berth.account.Account;
import dev.berth.account.AccountId;
import dev.berth.tenant.Limit;
import dev.berth.tenant.Limits;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What of one tenant's seats is taken, and who waits for one. It is used by one thread at a time; see [Seats].
final class Occupied {

    /// Who comes when so many wait already does not wait.
    private static final int MOST_WAITING = 100;

    private final Map<Long, Seated> seated = new HashMap<>();
    private final Map<AccountId, Integer> byAccount = new HashMap<>();
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private final Map<AccountId, Integer> moving = new HashMap<>();
    private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
    private final Map<AccountId, Limits> latest;
    private int transfers;

    /// @param latest the limits of accounts that have sessions or transfers
    Occupied(Map<AccountId, Limits> latest) {
        this.latest = latest;
    }

    private record Seated(Account account, InetAddress address) {}

    /// Takes a seat if there is one.
    Optional<LimitReached> sit(long session, Account account, InetAddress address, Limits ofTenant) {
        Optional<LimitReached> reached = fullFor(account, address, ofTenant);
        if (reached.isEmpty() && seated.put(session, new Seated(account, address)) == null) {
            latest.put(account.id(), account.limits());
            byAccount.merge(account.id(), 1, Integer::sum);
            byAddress.merge(address, 1, Integer::sum);
        }
        return reached;
    }

    private Optional<LimitReached> fullFor(Account account, InetAddress address, Limits ofTenant) {
        long perAccount = Math.min(
                ofTenant.of(Limit.SESSIONS_PER_ACCOUNT), account.limits().of(Limit.SESSIONS));
        return LimitReached.at(tenant(account), seated.size(), ofTenant.of(Limit.SESSIONS), "sessions")
                .or(() -> LimitReached.at(user(account), sessionsOf(account), perAccount, "sessions"))
                .or(() -> LimitReached.at(
                        "address " + address.getHostAddress(),
                        byAddress.getOrDefault(address, 0),
                        ofTenant.of(Limit.SESSIONS_PER_ADDRESS),
                        "sessions"));
    }

    /// Waits for a seat.
    ///
    /// @return whether it may
    boolean queue(Waiter waiter) {
        return waiting.size() < MOST_WAITING && waiting.add(waiter);
    }

    /// Waits no more.
    Optional<Waiter> giveUp(long session) {
        Optional<Waiter> found =
                waiting.stream().filter(waiter -> waiter.session() == session).findFirst();
        found.ifPresent(waiting::remove);
        return found;
    }

    /// Gives a seat back.
    ///
    /// @return who has one now, and has waited for it
    List<Waiter> leave(long session, Limits ofTenant) {
        Seated left = seated.remove(session);
        if (left == null) {
            return List.of();
        }
        less(byAccount, left.account().id());
        less(byAddress, left.address());
        forgetUnused(left.account());
        List<Waiter> served = new ArrayList<>();
        for (Iterator<Waiter> each = waiting.iterator(); each.hasNext(); ) {
            Waiter waiter = each.next();
            if (sit(waiter.session(), waiter.account(), waiter.address(), ofTenant)
                    .isEmpty()) {
                each.remove();
                served.add(waiter);
            }
        }
        return served;
    }

    /// A transfer begins, if it may.
    Optional<LimitReached> begin(Account account, Limits ofTenant) {
        long perAccount = Math.min(
                ofTenant.of(Limit.TRANSFERS_PER_ACCOUNT), account.limits().of(Limit.TRANSFERS));
        int mine = moving.getOrDefault(account.id(), 0);
        Optional<LimitReached> reached = LimitReached.at(
                        tenant(account), transfers, ofTenant.of(Limit.TRANSFERS), "transfers")
                .or(() -> LimitReached.at(user(account), mine, perAccount, "transfers"));
        if (reached.isEmpty()) {
            transfers++;
            moving.merge(account.id(), 1, Integer::sum);
        }
        return reached;
    }

    /// A transfer that had begun is over.
    ///
    /// @return how many there still are
    int end(Account account) {
        transfers--;
        less(moving, account.id());
        forgetUnused(account);
        return transfers;
    }

    private void forgetUnused(Account account) {
        if (!byAccount.containsKey(account.id()) && !moving.containsKey(account.id())) {
            latest.remove(account.id());
        }
    }

    private int sessionsOf(Account account) {
        return byAccount.getOrDefault(account.id(), 0);
    }

    /// The numbers of an account's sessions.
    List<Long> sessionsOf(AccountId account) {
        return seated.entrySet().stream()
                .filter(each -> each.getValue().account().id().equals(account))
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean isEmpty() {
        return seated.isEmpty() && waiting.isEmpty() && transfers == 0;
    }

    int sessions() {
        return seated.size();
    }

    private static <K> void less(Map<K, Integer> counts, K key) {
        var _ = counts.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
    }

    private static String tenant(Account account) {
        return "tenant " + account.tenant().slug().value();
    }

    private static String user(Account account) {
        return "account " + account.user().value();
    }
}
