package dev.berth.limit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The shares by whose they are. One that nobody uses is kept until its buckets have nothing to remember, for who
/// fetches one small file after the other must not begin anew at each; when there are many, those are forgotten.
final class Shares<K> {

    private static final int FEW = 1_024;

    private final Map<K, Share> shares = new ConcurrentHashMap<>();
    private final AtomicInteger many = new AtomicInteger(FEW);

    /// A transfer begins.
    Share join(K key, long now) {
        Share joined = shares.compute(key, (_, there) -> {
            Share share = there == null ? new Share(now) : there;
            share.hold();
            return share;
        });
        int limit = many.get();
        if (shares.size() > limit && many.compareAndSet(limit, Integer.MAX_VALUE)) {
            shares.keySet().forEach(other -> forgetIdle(other, now));
            many.set(Math.max(FEW, 2 * shares.size()));
        }
        return joined;
    }

    /// A transfer has ended.
    void leave(K key) {
        find(key).ifPresent(Share::release);
    }

    Optional<Share> find(K key) {
        return Optional.ofNullable(shares.get(key));
    }

    int size() {
        return shares.size();
    }

    private void forgetIdle(K key, long now) {
        var _ = shares.computeIfPresent(key, (_, share) -> share.isIdle(now) ? null : share);
    }
}
