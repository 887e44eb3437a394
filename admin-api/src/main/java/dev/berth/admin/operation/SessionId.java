package dev.berth.admin.operation;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The ids of sessions: the node, and a number that counts nothing.
public final class SessionId {

    private static final Pattern ID = Pattern.compile("(?<node>.{1,63})-0*(?<number>[0-9]{1,18})");

    private SessionId() {}

    /// The id of a session, as long as any other of the node.
    public static String write(String node, long number) {
        return node + "-" + String.format(Locale.ROOT, "%015d", number);
    }

    /// The number of an id; empty if it is of no session of the node.
    public static OptionalLong read(String node, String id) {
        Matcher parts = ID.matcher(id);
        return parts.matches() && parts.group("node").equals(node)
                ? OptionalLong.of(Long.parseLong(parts.group("number")))
                : OptionalLong.empty();
    }
}
