package dev.berth.deploy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Writes log lines by a thread of its own, a moment after they were logged and all of that moment at once: thousands
/// of lines a second cost fifty turns of that thread, and none of those who log. Who logs never waits; when the queue
/// is nearly full, what is less than a warning is left out.
final class QueuedConsole extends UnsynchronizedAppenderBase<ILoggingEvent> {

    private static final int QUEUE = 8192;
    private static final int NEARLY_FULL = QUEUE / 5;
    private static final long MOMENT_MILLIS = 20;
    private static final long FLUSH_MILLIS = 500;
    private static final int PIECE = 64 << 10;

    private final BlockingQueue<ILoggingEvent> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Encoder<ILoggingEvent> encoder;
    private final PrintStream out;
    private final Thread writer = new Thread(this::write, "berth-log");

    /// @param encoder started; used by one thread
    /// @param out flushed after each turn
    QueuedConsole(Encoder<ILoggingEvent> encoder, PrintStream out) {
        this.encoder = encoder;
        this.out = out;
        writer.setDaemon(true);
    }

    @Override
    public void start() {
        super.start();
        writer.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (queue.remainingCapacity() > NEARLY_FULL || event.getLevel().isGreaterOrEqual(Level.WARN)) {
            event.prepareForDeferredProcessing();
            boolean _ = queue.offer(event);
        }
    }

    /// Writes what is still queued, for half a second at most.
    @Override
    public void stop() {
        if (isStarted()) {
            super.stop();
            writer.interrupt();
            try {
                writer.join(FLUSH_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void write() {
        try {
            while (isStarted()) {
                List<ILoggingEvent> lines = new ArrayList<>();
                lines.add(queue.take());
                waitMoment();
                queue.drainTo(lines);
                write(lines);
            }
        } catch (InterruptedException e) {
            // stopped
        }
        List<ILoggingEvent> rest = new ArrayList<>();
        queue.drainTo(rest);
        write(rest);
    }

    private static void waitMoment() {
        try {
            Thread.sleep(MOMENT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // stopped: what was taken is written first
        }
    }

    private void write(List<ILoggingEvent> lines) {
        PrintStream buffered = new PrintStream(new BufferedOutputStream(out, PIECE), false, StandardCharsets.UTF_8);
        for (ILoggingEvent line : lines) {
            buffered.writeBytes(octets(line));
        }
        buffered.flush();
    }

    /// What cannot be written must not take others with it: a value may change while it is made into text.
    private byte[] octets(ILoggingEvent line) {
        try {
            return encoder.encode(line);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            addError("a line of the log could not be written", e);
            return (line.getLevel() + " " + line.getLoggerName() + " a line of the log could not be written\n")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }
}
