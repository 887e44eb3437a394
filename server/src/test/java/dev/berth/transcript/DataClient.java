package dev.berth.transcript;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A data connection as a client has it, dialled or waited for. What comes is read as it comes, unless the client
/// is a slow one.
public final class DataClient implements AutoCloseable {

    private static final int SLOW_BUFFER = 4096;

    private final @Nullable ServerSocket listener;
    private final CompletableFuture<Socket> socket;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final CompletableFuture<@Nullable IOException> ended = new CompletableFuture<>();
    private boolean reading;

    private DataClient(@Nullable ServerSocket listener, CompletableFuture<Socket> socket) {
        this.listener = listener;
        this.socket = socket;
    }

    /// Connects to an announced port.
    ///
    /// @param from a local address; null for the system's choice
    /// @param slow nothing is read until [#read]; little is buffered
    public static DataClient dial(InetSocketAddress server, @Nullable InetAddress from, boolean slow)
            throws IOException {
        return dial(server, from, slow, false);
    }

    /// Connects to an announced port.
    ///
    /// @param from a local address; null for the system's choice
    /// @param slow nothing is read until [#read]; little is buffered
    /// @param secure it speaks TLS
    public static DataClient dial(InetSocketAddress server, @Nullable InetAddress from, boolean slow, boolean secure)
            throws IOException {
        var socket = new Socket();
        if (from != null) {
            socket.bind(new InetSocketAddress(from, 0));
        }
        if (slow) {
            socket.setReceiveBufferSize(SLOW_BUFFER);
        }
        socket.connect(server, (int) ControlClient.PATIENCE.toMillis());
        var client = new DataClient(null, CompletableFuture.completedFuture(secure ? TestTls.layer(socket) : socket));
        if (!slow) {
            client.read();
        }
        return client;
    }

    /// Listens for the server's connection, on any free port.
    public static DataClient listen(InetAddress address, boolean slow) throws IOException {
        var listener = new ServerSocket();
        if (slow) {
            listener.setReceiveBufferSize(SLOW_BUFFER);
        }
        listener.bind(new InetSocketAddress(address, 0), 1);
        var client = new DataClient(listener, new CompletableFuture<>());
        Thread.ofVirtual().start(client::accept);
        if (!slow) {
            client.read();
        }
        return client;
    }

    /// The port that it listens on.
    public int port() {
        return listener == null ? 0 : listener.getLocalPort();
    }

    /// Sends octets; they may be many.
    public void send(byte[] octets) throws IOException {
        var out = connected().getOutputStream();
        out.write(octets);
        out.flush();
    }

    /// Says that all was sent.
    public void finish() throws IOException {
        connected().shutdownOutput();
    }

    /// Begins to read, if it does not yet.
    public synchronized void read() {
        if (!reading) {
            reading = true;
            Thread.ofVirtual().start(this::readToEnd);
        }
    }

    /// Waits for the end of the connection.
    ///
    /// @return all that came, as an octet string
    /// @throws IOException if the connection broke
    public String received() throws IOException {
        read();
        @Nullable IOException broken = await(ended, "the end of the data connection");
        if (broken != null) {
            throw broken;
        }
        return received.toString(ISO_8859_1);
    }

    /// What came so far, as an octet string.
    public String sofar() {
        return received.toString(ISO_8859_1);
    }

    /// Waits for the end of the connection, whichever way it ends, and forgets what came.
    public void awaitEnd() throws IOException {
        read();
        await(ended, "the end of the data connection");
    }

    /// Ends the connection by a reset, in the midst of whatever it did.
    public void reset() throws IOException {
        Socket open = connected();
        open.setSoLinger(true, 0);
        open.close();
    }

    @Override
    public void close() throws IOException {
        if (listener != null) {
            listener.close();
            // The port is closed when the thread that accepts has noticed.
            await(socket.handle((_, _) -> true), "the end of the listening");
        }
        @Nullable Socket open = socket.isDone() && !socket.isCompletedExceptionally() ? socket.join() : null;
        if (open != null) {
            open.close();
        }
    }

    private Socket connected() throws IOException {
        return await(socket, "the server's data connection");
    }

    private void accept() {
        try (ServerSocket waiting = listener) {
            if (waiting != null) {
                waiting.setSoTimeout((int) ControlClient.PATIENCE.toMillis());
                socket.complete(waiting.accept());
            }
        } catch (IOException e) {
            socket.completeExceptionally(e);
        }
    }

    private void readToEnd() {
        try {
            connected().getInputStream().transferTo(received);
            ended.complete(null);
        } catch (IOException e) {
            ended.complete(e);
        }
    }

    private static <T extends @Nullable Object> T await(CompletableFuture<T> future, String what) throws IOException {
        try {
            return future.get(ControlClient.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(what + " failed", e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(what + " did not come", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
