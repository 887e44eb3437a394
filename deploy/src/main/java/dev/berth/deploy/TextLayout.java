package dev.berth.deploy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/// A line of the log for people: time, level, message and its keys. Clients' text is part of some values, so
/// nothing in a
/// line can begin another one or steer a terminal: control and format characters are written as escapes.
final class TextLayout extends LayoutBase<ILoggingEvent> {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    private final ZoneId zone;

    /// @param zone in which the time is written
    TextLayout(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160);
        TIME.withZone(zone).formatTo(Instant.ofEpochMilli(event.getTimeStamp()), line);
        line.append(' ').append(String.format("%-5s", event.getLevel())).append(' ');
        if (!event.getLoggerName().startsWith("dev.berth.")) {
            line.append(simpleName(event.getLoggerName())).append(": ");
        }
        escape(String.valueOf(event.getFormattedMessage()), line);
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> append(pair, line));
        }
        line.append('\n');
        for (IThrowableProxy cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
            append(cause, line);
        }
        return line.toString();
    }

    private static String simpleName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }

    private static void append(KeyValuePair pair, StringBuilder line) {
        line.append(' ').append(pair.key).append('=');
        String value = String.valueOf(pair.value);
        boolean quoted = value.isEmpty() || value.chars().anyMatch(c -> c == ' ' || c == '"' || c == '=' || c == '\\');
        if (quoted) {
            line.append('"');
            escape(value.replace("\\", "\\\\").replace("\"", "\\\""), line);
            line.append('"');
        } else {
            escape(value, line);
        }
    }

    private static void append(IThrowableProxy cause, StringBuilder lines) {
        lines.append("    ").append(cause.getClassName()).append(": ");
        escape(String.valueOf(cause.getMessage()), lines);
        lines.append('\n');
        StackTraceElementProxy[] trace = cause.getStackTraceElementProxyArray();
        for (int i = 0; i < trace.length - cause.getCommonFrames(); i++) {
            lines.append("        ").append(trace[i].getSTEAsString()).append('\n');
        }
    }

    private static void escape(String text, StringBuilder line) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\r' -> line.append("\\r");
                case '\n' -> line.append("\\n");
                case '\t' -> line.append("\\t");
                default -> {
                    if (isHarmless(c)) {
                        line.append(c);
                    } else {
                        line.append(String.format("\\u%04x", (int) c));
                    }
                }
            }
        }
    }

    private static boolean isHarmless(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
