package dev.berth.endpoint;

import java.net.InetAddress;

/// An address of the server's own that active data connections are dialled from.
///
/// @param address neither a wild card nor a group
public record SourceAddress(InetAddress address) {

    /// The rule in words, for messages.
    public static final String RULE = "an IPv4 or IPv6 address of the node, such as 192.0.2.10";

    /// @throws IllegalArgumentException if no connection can come from it
    public SourceAddress {
        if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
            throw new IllegalArgumentException("a source address is " + RULE);
        }
    }

    /// Reads the literal form; looks no name up.
    ///
    /// @throws IllegalArgumentException if the text breaks [#RULE]
    public static SourceAddress parse(String text) {
        if (text.indexOf('%') >= 0) {
            throw new IllegalArgumentException("a source address is " + RULE);
        }
        return new SourceAddress(InetAddress.ofLiteral(text));
    }

    @Override
    public String toString() {
        return address.getHostAddress();
    }
}
