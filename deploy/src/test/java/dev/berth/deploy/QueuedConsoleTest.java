package dev.berth.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.berth.config.LogConfig;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.KeyValuePair;

class QueuedConsoleTest {

    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    QueuedConsoleTest() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    private LoggingEvent line(@Nullable String message) {
        Logger logger = context.getLogger("dev.berth.test");
        return new LoggingEvent("", logger, Level.INFO, message, null, null);
    }

    @ParameterizedTest
    @EnumSource(LogConfig.Format.class)
    void what_cannot_be_written_takes_nothing_else_with_it(LogConfig.Format format) {
        var console = new QueuedConsole(
                Logging.encoder(context, format), new PrintStream(written, false, StandardCharsets.UTF_8));
        console.setContext(context);
        console.start();
        LoggingEvent bad = line("bad");
        bad.addKeyValuePair(new KeyValuePair("key", new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no text");
            }
        }));
        console.doAppend(line("before"));
        console.doAppend(bad);
        console.doAppend(line(null));
        console.doAppend(line("after"));
        console.stop();

        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("before", "a line of the log could not be written", "after");
    }

    @ParameterizedTest
    @EnumSource(LogConfig.Format.class)
    void all_that_was_logged_before_the_end_is_written_in_order(LogConfig.Format format) {
        var console = new QueuedConsole(
                Logging.encoder(context, format), new PrintStream(written, false, StandardCharsets.UTF_8));
        console.setContext(context);
        console.start();
        for (int i = 0; i < 2000; i++) {
            console.doAppend(line("number " + i + "."));
        }
        console.stop();

        String text = written.toString(StandardCharsets.UTF_8);
        assertThat(text.lines()).hasSize(2000);
        assertThat(text.indexOf("number 7.")).isLessThan(text.indexOf("number 1999."));
    }
}
