package dev.berth.audit;

import dev.berth.observe.Event;
import dev.berth.observe.Events;
import dev.berth.tenant.DirectoryUnavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records what happens. Who publishes never waits: a record goes into a bounded queue, from which batches are written
/// one after the other. While the database is down the queue fills; what finds no [Room] then is counted, the log says
/// so, and as soon as it is possible a record tells how many were lost. It writes as long as it is deployed; its end
/// writes what waits.
public final class Auditor extends VerticleBase implements Events.Listener {

    /// The operations of records that are neither operations of the admin API nor kinds of jobs.
    public static final Set<String> DEEDS = Recording.DEEDS;

    private static final Logger LOG = LoggerFactory.getLogger(Auditor.class);
    private static final int BATCH = 1_000;

    /// The latest time at which a record is written that has no company.
    private static final int PAUSE_MILLIS = 500;

    private static final int LONGEST_END_MILLIS = 700;
    private static final int LONGEST_REST_MILLIS = 10_000;

    private final AuditTrail trail;
    private final Recording recording;
    private final Clock clock;
    private final long source = new SecureRandom().nextLong() >>> 1;
    private final Room room;
    private final Counter written;
    private final Counter lost;

    private final Queue<AuditRecord> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong losses = new AtomicLong();
    private final AtomicBoolean losing = new AtomicBoolean();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile @Nullable Context home;

    // What follows belongs to the context.
    private final Deque<List<AuditRecord>> inHand = new ArrayDeque<>();
    private Future<Void> work = Future.succeededFuture();
    private boolean working;
    private long toldLosses;
    private long notBefore = System.nanoTime();
    private int failures;

    /// @param node its id
    /// @param queue how many records may wait
    public Auditor(AuditTrail trail, String node, int queue, Clock clock, MeterRegistry registry) {
        this.trail = trail;
        this.recording = new Recording(node);
        this.room = new Room(queue);
        this.clock = clock;
        this.written = registry.counter("berth.audit.written");
        this.lost = registry.counter("berth.audit.lost");
        Gauge.builder("berth.audit.waiting", count, AtomicLong::get)
                .description("Audit records that wait to be written")
                .register(registry);
    }

    @Override
    public Future<?> start() {
        home = context;
        vertx.setPeriodic(PAUSE_MILLIS, _ -> pump());
        return Future.succeededFuture();
    }

    /// Writes what waits, for a moment at most; what remains is lost, and the log says how much.
    @Override
    public Future<?> stop() {
        home = null;
        return rest().timeout(LONGEST_END_MILLIS, TimeUnit.MILLISECONDS)
                .otherwiseEmpty()
                .onComplete(_ -> {
                    long remaining = count.get();
                    if (remaining > 0) {
                        LOG.atWarn().addKeyValue("records", remaining).log("audit records are lost at the end");
                    }
                });
    }

    @Override
    public void on(Event event) {
        if (Recording.isOfInterest(event)) {
            Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
            recording
                    .of(event, new AuditKey(at, source, numbers.incrementAndGet()))
                    .ifPresent(this::take);
        }
    }

    private void take(AuditRecord record) {
        if (!room.take(record)) {
            lose(1);
            return;
        }
        waiting.add(record);
        Context awake = home;
        if (count.incrementAndGet() >= BATCH && awake != null && woken.compareAndSet(false, true)) {
            awake.runOnContext(_ -> pump());
        }
    }

    private void lose(long records) {
        losses.addAndGet(records);
        lost.increment((double) records);
        if (losing.compareAndSet(false, true)) {
            LOG.atWarn()
                    .addKeyValue("waiting", count.get())
                    .log("audit records are lost, because those that wait cannot be written");
        }
    }

    private void pump() {
        woken.set(false);
        if (!working && System.nanoTime() - notBefore >= 0) {
            step().onComplete(
                            _ -> {
                                if (count.get() >= BATCH || !inHand.isEmpty()) {
                                    pump();
                                }
                            },
                            _ -> {});
        }
    }

    private Future<Void> rest() {
        return work.otherwiseEmpty()
                .compose(_ -> step())
                .compose(_ -> count.get() > 0 || losses.get() > toldLosses ? rest() : Future.succeededFuture());
    }

    /// Writes one batch.
    private Future<Void> step() {
        if (inHand.isEmpty()) {
            inHand.addAll(next());
        }
        List<AuditRecord> batch = inHand.peek();
        if (batch == null) {
            return Future.succeededFuture();
        }
        working = true;
        work = trail.append(batch).transform(ended -> {
            working = false;
            return ended.succeeded() ? written(batch) : failed(batch, ended.cause());
        });
        return work;
    }

    private List<List<AuditRecord>> next() {
        List<AuditRecord> batch = new ArrayList<>();
        long missing = losses.get() - toldLosses;
        if (missing > 0) {
            toldLosses += missing;
            losing.set(false);
            Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
            batch.add(recording.loss(new AuditKey(at, source, numbers.incrementAndGet()), missing));
            count.incrementAndGet();
        }
        for (AuditRecord record = waiting.poll(); record != null; record = waiting.poll()) {
            batch.add(record);
            if (batch.size() == BATCH) {
                break;
            }
        }
        return batch.isEmpty() ? List.of() : List.of(batch);
    }

    private Future<Void> written(List<AuditRecord> batch) {
        inHand.remove();
        count.addAndGet(-batch.size());
        batch.forEach(this::leave);
        written.increment(batch.size());
        if (failures > 0) {
            LOG.atInfo().log("audit records are written again");
            failures = 0;
        }
        return Future.succeededFuture();
    }

    /// One that tells of losses has taken no room.
    private void leave(AuditRecord record) {
        if (!record.operation().equals(Recording.LOSS)) {
            room.leave(record);
        }
    }

    private Future<Void> failed(List<AuditRecord> batch, Throwable cause) {
        if (cause instanceof DirectoryUnavailable) {
            if (failures++ == 0) {
                LOG.atWarn().setCause(cause).log("audit records cannot be written; they wait");
            }
            long rest = Math.min(LONGEST_REST_MILLIS, 250L << Math.min(failures, 10));
            notBefore = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(rest);
            return Future.failedFuture(cause);
        }
        inHand.remove();
        if (batch.size() > 1) {
            // One of them cannot be written; the others shall be.
            inHand.addFirst(List.copyOf(batch.subList(batch.size() / 2, batch.size())));
            inHand.addFirst(List.copyOf(batch.subList(0, batch.size() / 2)));
        } else {
            LOG.atError().setCause(cause).log("an audit record cannot be written");
            count.decrementAndGet();
            leave(batch.getFirst());
            lose(1);
        }
        return Future.succeededFuture();
    }
}
