package dev.berth.deploy.xferlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.core.Appender;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.RollingPolicyBase;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.rolling.TimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import dev.berth.config.LogConfig;
import java.io.IOException;
import java.nio.file.Path;

/// A file of lines that gives way to a new one, by day or by size, with a bounded number of old ones kept.
final class RotatedFiles {

    private static final int MEBI = 1024 * 1024;

    private RotatedFiles() {}

    /// What writes lines to it, started.
    ///
    /// @throws IOException if the file cannot be written
    static Appender<String> open(Context context, Path file, LogConfig config) throws IOException {
        var lines = new Lines();
        lines.start();
        var appender = new RollingFileAppender<String>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(lines);
        switch (config.xferlogRotation()) {
            case DAILY -> {
                var daily = new TimeBasedRollingPolicy<String>();
                daily.setMaxHistory(config.xferlogKept());
                daily.setCleanHistoryOnStart(true);
                follow(daily, file + ".%d{yyyy-MM-dd}", appender);
            }
            case SIZE -> {
                var numbered = new Window();
                numbered.setMinIndex(1);
                numbered.setMaxIndex(config.xferlogKept());
                follow(numbered, file + ".%i", appender);
                var size = new SizeBasedTriggeringPolicy<String>();
                size.setContext(context);
                size.setMaxFileSize(new FileSize((long) config.xferlogSize() * MEBI));
                size.start();
                appender.setTriggeringPolicy(size);
            }
        }
        appender.start();
        if (!appender.isStarted()) {
            throw new IOException("the transfer log " + file + " cannot be written (log.xferlog)");
        }
        return appender;
    }

    private static void follow(RollingPolicyBase policy, String names, RollingFileAppender<String> appender) {
        policy.setContext(appender.getContext());
        policy.setParent(appender);
        policy.setFileNamePattern(names);
        policy.start();
        appender.setRollingPolicy(policy);
    }

    /// logback keeps 20 of them at most, since each change renames them all; it is done off the event loops.
    private static final class Window extends FixedWindowRollingPolicy {

        @Override
        protected int getMaxWindowSize() {
            return 1000;
        }
    }

    /// Lines of text, in UTF-8.
    private static final class Lines extends EncoderBase<String> {

        @Override
        public byte[] headerBytes() {
            return new byte[0];
        }

        @Override
        public byte[] encode(String line) {
            return (line + "\n").getBytes(UTF_8);
        }

        @Override
        public byte[] footerBytes() {
            return new byte[0];
        }
    }
}
