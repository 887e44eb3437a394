package dev.berth.deploy.xferlog;

import ch.qos.logback.core.AsyncAppenderBase;
import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import dev.berth.config.LogConfig;
import dev.berth.observe.Event;
import dev.berth.observe.Events;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the transfer log. Who publishes never waits for the disk: lines go into a bounded queue that a thread of
/// its own writes. A line that finds no room is counted, and the log says so.
public final class TransferLog implements Events.Listener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TransferLog.class);
    private static final int QUEUE = 16_384;

    /// More than there are event loops: so many may ask for room at once and put their lines in afterwards.
    private static final int RESERVE = 1024;

    private static final int FLUSH_MILLIS = 500;

    private final ContextBase context = new ContextBase();
    private final AsyncAppenderBase<String> queue = new AsyncAppenderBase<>();
    private final AtomicBoolean losing = new AtomicBoolean();
    private final StatusListener troubles = TransferLog::troubled;
    private final Clock clock;
    private final Counter lost;

    private TransferLog(Path file, LogConfig config, Clock clock, Counter lost) throws IOException {
        this.clock = clock;
        this.lost = lost;
        context.getStatusManager().add(troubles);
        var files = RotatedFiles.open(context, file, config);
        queue.setContext(context);
        queue.setName("xferlog");
        queue.setQueueSize(QUEUE);
        queue.setDiscardingThreshold(0);
        queue.setNeverBlock(true);
        queue.setMaxFlushTime(FLUSH_MILLIS);
        queue.addAppender(files);
        queue.start();
    }

    /// Opens the file, so it is not for an event loop; empty if none is wanted.
    ///
    /// @param registry where lost lines are counted
    /// @throws IOException if it cannot be written, with a sentence for the operator
    public static Optional<TransferLog> open(LogConfig config, Clock clock, MeterRegistry registry) throws IOException {
        if (config.xferlog().isEmpty()) {
            return Optional.empty();
        }
        Counter lost = Counter.builder("berth.xferlog.lost")
                .description("Lines of the transfer log that were not written")
                .register(registry);
        return Optional.of(new TransferLog(config.xferlog().get(), config, clock, lost));
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.TransferEnded ended) {
            XferlogLine.of(ended, ZonedDateTime.now(clock)).ifPresent(this::write);
        }
    }

    private void write(String line) {
        if (queue.getRemainingCapacity() > RESERVE) {
            losing.set(false);
            queue.doAppend(line);
        } else {
            lost.increment();
            if (losing.compareAndSet(false, true)) {
                LOG.atWarn().log("the transfer log cannot keep up with the transfers; lines are lost");
            }
        }
    }

    /// Writes what is still queued, for half a second at most; it waits for that.
    @Override
    public void close() {
        context.getStatusManager().remove(troubles); // it does not like to be interrupted
        queue.stop();
        context.stop();
    }

    /// What logback says of its own work, such as that the disk is full.
    private static void troubled(Status status) {
        if (status.getEffectiveLevel() >= Status.WARN) {
            LOG.atWarn()
                    .addKeyValue("detail", status.getMessage())
                    .setCause(status.getThrowable())
                    .log("the transfer log is in trouble");
        }
    }
}
