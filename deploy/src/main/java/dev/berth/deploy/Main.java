package dev.berth.deploy;

import dev.berth.config.BerthConfig;
import io.vertx.core.Future;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The process: arguments, configuration, start, and the end when a signal asks for it.
public final class Main {

    private static final Duration LONGEST_END = Duration.ofMillis(1_500);

    private static final PrintStream OUT = stream(FileDescriptor.out);
    private static final PrintStream ERR = stream(FileDescriptor.err);

    private Main() {}

    /// Runs the server; see `--help`.
    ///
    /// @param words the command line
    public static void main(String[] words) {
        // Names become capitals and numbers digits in libraries as well, and not every language has the usual ones.
        Locale.setDefault(Locale.ROOT);
        try {
            PlainWords.read(words).or(() -> AnyWords.read(words)).ifPresent(Main::run);
        } catch (StartFailed e) {
            if (!isStopping()) { // else it is no fault, and the signal says how the process ends
                end(e.exit().code(), e.getMessage());
            }
        } catch (RuntimeException e) {
            if (!isStopping()) { // else it is the wish for something to be done at the end, which comes too late
                throw e;
            }
        }
    }

    /// Whether a signal has come. Hooks can be added and removed until then, and no longer.
    private static boolean isStopping() {
        try {
            var _ = Runtime.getRuntime().removeShutdownHook(Thread.currentThread());
            return false;
        } catch (IllegalStateException _) {
            return true;
        }
    }

    private static void run(Arguments arguments) {
        BerthConfig config = ConfigFile.read(arguments.sources(System.getenv()), ThisMachine.describe());
        if (arguments.checkConfig) {
            OUT.println("The configuration is valid.");
            return;
        }
        Logging.apply(config.log());
        DataDirectory held = DataDirectory.take(config.node().data());
        var meters = new Meters(config.admin().metricsTenants());
        var wiring = new Wiring(config, Wiring.vertx(config, meters), meters);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(wiring, held), "berth-end"));
        OUT.print(Banner.of(served(wiring), Boolean.getBoolean("berth.colour")));
        OUT.flush();
    }

    private static Serving served(Wiring wiring) {
        try {
            return wiring.start().toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw Wiring.explain(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Wiring.explain(e);
        }
    }

    /// Ends sessions, listeners and the database; not for long, since what was answered is on the disk already.
    /// Vert.x goes last and by itself: a future that belongs to one of its loops could not be completed by its end.
    private static void close(Wiring wiring, DataDirectory held) {
        long deadline = System.nanoTime() + LONGEST_END.toNanos();
        await(wiring.close(), deadline);
        await(wiring.vertx().close(), deadline);
        held.release();
        Logging.flush();
    }

    private static void await(Future<Void> end, long deadline) {
        try {
            end.toCompletionStage().toCompletableFuture().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException _) {
            // The process ends all the same.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(int code, @org.jspecify.annotations.Nullable String sentence) {
        ERR.println(sentence);
        System.exit(code);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
