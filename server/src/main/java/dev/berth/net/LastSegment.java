package dev.berth.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.channels.NotYetConnectedException;

/// The last that a connection sends: what was written leaves together with the FIN behind it, so that the client, and
/// the network, are troubled once.
final class LastSegment {

    private LastSegment() {}

    /// What is written from now on waits for [#end], or for the connection to be closed, and is the kernel's until then
    /// (`TCP_CORK`).
    static void begin(Channel channel) {
        if (channel instanceof EpollSocketChannel epoll && epoll.isActive()) {
            try {
                epoll.config().setTcpCork(true);
            } catch (ChannelException _) {
                // It leaves in two segments, or the connection is gone.
            }
        }
    }

    /// Sends FIN, and what waits for it. The native socket is asked itself: the channel would make an exception, with
    /// all its calls, for writes that nobody has made.
    static void end(Channel channel) {
        if (channel instanceof EpollSocketChannel epoll && epoll.fd() instanceof Socket socket) {
            try {
                socket.shutdown(false, true);
            } catch (IOException | NotYetConnectedException _) {
                // The client has gone before; after its reset the system calls the socket not connected.
                Completion.unheard(channel.close());
            }
        } else {
            Completion.unheard(((DuplexChannel) channel).shutdownOutput());
        }
    }
}
