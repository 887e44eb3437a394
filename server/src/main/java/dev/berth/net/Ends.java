package dev.berth.net;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;

/// Who speaks to whom on a connection.
///
/// @param client the client's address and port: of the PROXY header if there is one, else of the socket
/// @param dialled the address and port that the client dialled, likewise
/// @param local the socket's own address and port
/// @param check whether the balancer speaks for itself, to see whether anybody is there (LOCAL, UNKNOWN)
record Ends(InetSocketAddress client, InetSocketAddress dialled, InetSocketAddress local, boolean check) {

    private static final AttributeKey<Ends> KEY = AttributeKey.valueOf("dev.berth.ends");

    /// What the header said, else what the socket says.
    static Ends of(Channel channel) {
        Ends told = channel.attr(KEY).get();
        return told != null ? told : ofSocket(channel, false);
    }

    static Ends ofSocket(Channel channel, boolean check) {
        var local = SocketOptions.plain((InetSocketAddress) channel.localAddress());
        return new Ends(SocketOptions.plain((InetSocketAddress) channel.remoteAddress()), local, local, check);
    }

    void keep(Channel channel) {
        channel.attr(KEY).set(this);
    }
}
