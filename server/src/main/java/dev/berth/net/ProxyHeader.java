package dev.berth.net;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// That a load balancer puts a PROXY header (version 1 or 2) before the first octet of every connection, and whom
/// to believe it. There is no "maybe": a connection without a header is closed before any octet is answered.
///
/// @param trusted whether a peer may send headers; anybody else is closed before a single octet is read
/// @param timeout how long the header may take
/// @param told what became of connections that were closed here, on the connection's event loop
public record ProxyHeader(Predicate<InetAddress> trusted, Duration timeout, Consumer<Refusal> told) {

    private static final String CODEC = "io.netty.handler.codec.haproxy.HAProxyMessageDecoder";

    /// Why a connection was closed before it began.
    public enum Refusal {
        /// The peer is in no trusted network.
        UNTRUSTED,
        /// What came is not a header, or one that is too long or of another protocol.
        MALFORMED,
        /// It did not come in time.
        LATE
    }

    /// Whether this process can read headers at all: the codec is a library of its own, and a server that lacks
    /// it must not start, for it would take the header for a command, and the balancer for every client.
    public static boolean canBeRead() {
        return canBeRead(ProxyHeader.class.getClassLoader());
    }

    /// The same for another class path.
    static boolean canBeRead(ClassLoader loader) {
        try {
            return Class.forName(CODEC, false, loader).getName().equals(CODEC);
        } catch (ClassNotFoundException | LinkageError _) {
            return false;
        }
    }
}
