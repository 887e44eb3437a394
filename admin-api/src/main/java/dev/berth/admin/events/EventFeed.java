package dev.berth.admin.events;

import dev.berth.observe.Event;
import dev.berth.observe.Events;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Hands what happens to those who listen. Who publishes never waits: an event goes into a bounded queue, which the
/// context of the API empties a moment later, so that many small transfers wake its thread once; each listener reads
/// from the last 2,000 at its own pace, and is told of a gap if it was too slow for them, or if more happened than the
/// queue holds.
public final class EventFeed implements Events.Listener {

    static final int MOST_WAITING = 10_000;
    static final int KEPT = 2_000;
    private static final long MOMENT_MILLIS = 20;

    /// So long nobody is asked what tenants are called after a question that was not answered.
    private static final long UNANSWERED_NANOS = Duration.ofSeconds(10).toNanos();

    private record Happened(Event event, Instant at) {}

    private final Queue<Happened> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong busy = new AtomicLong();
    private final AtomicLong slow = new AtomicLong();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Deque<Told> kept = new ArrayDeque<>();
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final long life = System.currentTimeMillis();
    private final Map<TenantId, Long> lost = new HashMap<>();
    private volatile @Nullable Context context;
    private @Nullable Telling telling;
    private Function<TenantId, Future<Slug>> names = _ -> Future.failedFuture("nobody is asked yet");
    private boolean asking;
    private long unansweredUntil = System.nanoTime();
    private long last;
    private long busyTold;

    /// Counts in a registry what is not told.
    public void measure(MeterRegistry registry) {
        measure(registry, "busy", busy);
        measure(registry, "slow", slow);
    }

    private static void measure(MeterRegistry registry, String reason, AtomicLong lost) {
        FunctionCounter.builder("berth.events.lost", lost, AtomicLong::doubleValue)
                .description("Events that were not told to those who listen")
                .tag("reason", reason)
                .register(registry);
    }

    @Override
    public void on(Event event) {
        Context home = context;
        if (home == null || !Telling.isTold(event)) {
            return;
        }
        if (count.incrementAndGet() > MOST_WAITING) {
            count.decrementAndGet();
            busy.incrementAndGet();
            return;
        }
        waiting.add(new Happened(event, Instant.now()));
        if (woken.compareAndSet(false, true)) {
            home.runOnContext(_ -> home.owner().setTimer(MOMENT_MILLIS, _ -> empty()));
        }
    }

    /// Begins to tell; to be called on the context of the API.
    ///
    /// @param node its id
    /// @param names what tenants are called
    public void begin(Context home, String node, Function<TenantId, Future<Slug>> names) {
        this.names = names;
        telling = new Telling(node);
        context = home;
        woken.set(false);
        keep(new Told(
                ++last,
                Instant.now(),
                "node.started",
                Optional.empty(),
                Optional.empty(),
                () -> new JsonObject().put("node", node)));
    }

    /// Tells no more: the context is about to go, and would refuse what comes after.
    public void end() {
        context = null;
    }

    private void empty() {
        woken.set(false);
        if (!asking) {
            tell(Objects.requireNonNull(telling));
        }
    }

    private void tell(Telling telling) {
        for (Happened next = waiting.peek(); next != null; next = waiting.peek()) {
            Optional<TenantId> unnamed = telling.unnamed(next.event());
            if (unnamed.isPresent() && System.nanoTime() - unansweredUntil > 0) {
                ask(telling, unnamed.get());
                break;
            }
            tellNext(telling);
        }
        keepGap();
        subscribers.forEach(Subscriber::pump);
    }

    private void tellNext(Telling telling) {
        Happened next = waiting.remove();
        count.decrementAndGet();
        telling.of(next.event(), next.at(), last + 1).ifPresent(told -> {
            last++;
            keep(told);
        });
    }

    /// What comes behind waits for the answer; without one the event is told all the same.
    private void ask(Telling telling, TenantId tenant) {
        asking = true;
        names.apply(tenant)
                .onComplete(
                        slug -> run(() -> {
                            telling.name(tenant, slug);
                            goOn(telling);
                        }),
                        _ -> run(() -> {
                            unansweredUntil = System.nanoTime() + UNANSWERED_NANOS;
                            goOn(telling);
                        }));
    }

    private void goOn(Telling telling) {
        asking = false;
        tellNext(telling);
        tell(telling);
    }

    private void keepGap() {
        long lost = busy.get() - busyTold;
        if (lost > 0) {
            busyTold += lost;
            keep(Told.gap(++last, "busy", OptionalLong.of(lost)));
        }
    }

    private void keep(Told told) {
        kept.addLast(told);
        if (kept.size() > KEPT) {
            Told gone = kept.removeFirst();
            gone.owner().ifPresent(tenant -> lost.put(tenant, gone.number()));
        }
    }

    /// What came after a number, the oldest first.
    List<Told> after(long number, int most) {
        List<Told> rest = new ArrayList<>();
        for (Told told : kept) {
            if (told.number() > number && rest.size() < most) {
                rest.add(told);
            }
        }
        return rest;
    }

    /// The number of the last event.
    long last() {
        return last;
    }

    /// The number before the oldest that is kept.
    long lost() {
        return kept.isEmpty() ? last : kept.getFirst().number() - 1;
    }

    /// The number of the last event that is not kept any more, of those that the listener to one tenant hears of: how
    /// soon others fill the place is not its business.
    ///
    /// @param tenant empty for all
    long lost(Optional<TenantId> tenant) {
        return tenant.map(own -> lost.getOrDefault(own, 0L)).orElseGet(this::lost);
    }

    /// One who listens has missed what is not kept any more.
    void missed(long events) {
        slow.addAndGet(events);
    }

    /// Which life of the node the numbers belong to.
    long life() {
        return life;
    }

    /// Runs something on the context of the API; not at all once that is about to go.
    void run(Runnable what) {
        Context home = context;
        if (home != null) {
            home.runOnContext(_ -> what.run());
        }
    }

    void add(Subscriber subscriber) {
        subscribers.add(subscriber);
    }

    /// May be called on any thread, as the handlers of a response are.
    void remove(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }

    List<Subscriber> subscribers() {
        return List.copyOf(subscribers);
    }
}
