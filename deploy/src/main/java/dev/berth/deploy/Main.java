package dev.berth.deploy;

import dev.berth.config.BerthConfig;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;

/// The process: arguments, configuration, start, and the end when a signal asks for it.
public final class Main {

    private static final Duration LONGEST_END = Duration.ofMillis(1_500);

    private Main() {}

    public static void main(String[] words) {
        var arguments = new Arguments();
        CommandLine parser = Arguments.parser(arguments);
        try {
            parser.parseArgs(words);
        } catch (CommandLine.ParameterException e) {
            end(CommandLine.ExitCode.USAGE, e.getMessage() + " (see --help)");
        }
        if (CommandLine.printHelpIfRequested(parser.getParseResult())) {
            end(CommandLine.ExitCode.OK, "");
        }
        try {
            run(arguments);
        } catch (StartFailed e) {
            end(e.exit().code(), e.getMessage());
        }
    }

    private static void run(Arguments arguments) {
        BerthConfig config = ConfigFile.read(arguments.sources(System.getenv()), ThisMachine.describe());
        PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        if (arguments.checkConfig) {
            out.println("The configuration is valid.");
            end(CommandLine.ExitCode.OK, "");
        }
        Logging.apply(config.log());
        DataDirectory.take(config.node().data());
        Vertx vertx = Wiring.vertx(config);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(vertx), "berth-end"));
        out.print(Banner.of(served(config, vertx), Boolean.getBoolean("berth.colour")));
        out.flush();
    }

    private static Serving served(BerthConfig config, Vertx vertx) {
        try {
            return Wiring.start(config, vertx).toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw Wiring.explain(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Wiring.explain(e);
        }
    }

    /// Ends sessions, listeners and the database; not for long, since what was answered is on the disk already.
    private static void close(Vertx vertx) {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException _) {
            // The process ends all the same.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Logging.flush();
    }

    private static void end(int code, String sentence) {
        if (!sentence.isEmpty()) {
            new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8)
                    .println(sentence);
        }
        System.exit(code);
    }
}
