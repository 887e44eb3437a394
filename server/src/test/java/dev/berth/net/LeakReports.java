package dev.berth.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Notes what Netty reports of buffers, TLS contexts and engines that nobody has released. It works where
/// `io.netty.customResourceLeakDetector` names it.
public final class LeakReports<T> extends ResourceLeakDetector<T> {

    private static final List<String> REPORTS = new CopyOnWriteArrayList<>();
    private static final int ROUNDS = 5;

    /// Called by Netty.
    public LeakReports(Class<?> type, int interval) {
        super(type, interval);
    }

    /// The older form, which Netty looks for as well and complains of if it is missing.
    ///
    /// @param mostAlive what Netty itself does not heed any more
    public LeakReports(Class<?> type, int interval, long mostAlive) {
        this(type, interval);
    }

    /// What was reported since the last call. Leaks are found when garbage is collected, and told when something
    /// else is allocated.
    public static List<String> take() {
        if (ResourceLeakDetector.isEnabled() && ResourceLeakDetector.getLevel() == Level.PARANOID) {
            for (int i = 0; i < ROUNDS; i++) {
                System.gc();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                ByteBufAllocator.DEFAULT.directBuffer(16).release();
            }
        }
        List<String> found = List.copyOf(REPORTS);
        REPORTS.removeAll(found);
        return found;
    }

    @Override
    protected void reportTracedLeak(String type, String records) {
        REPORTS.add(type + records);
        super.reportTracedLeak(type, records);
    }

    @Override
    protected void reportUntracedLeak(String type) {
        REPORTS.add(type);
        super.reportUntracedLeak(type);
    }
}
