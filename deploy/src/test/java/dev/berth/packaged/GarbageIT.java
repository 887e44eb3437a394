package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Bad input over a real socket of the packaged server.
@Tag("packaged")
class GarbageIT {

    @RegisterExtension
    static final SharedServer SERVER = new SharedServer();

    @Test
    void ten_thousand_lines_of_garbage_do_no_harm() throws IOException {
        Printed.Tenant north = SERVER.server().printed().tenants().get("north");
        byte[] garbage = "\u00ff\u0000GARBAGE \u0007 ".repeat(20).concat("\r\n").getBytes(StandardCharsets.ISO_8859_1);
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), north.port())) {
            socket.setSoTimeout(30_000);
            Thread sender = Thread.ofPlatform().daemon().start(() -> send(socket, garbage));
            InputStream answers = socket.getInputStream();
            byte[] piece = new byte[8192];
            for (int count = answers.read(piece); count > 0; count = answers.read(piece)) {
                if (new String(piece, 0, count, StandardCharsets.ISO_8859_1).contains("221 ")) {
                    break;
                }
            }
            sender.interrupt();
        } catch (IOException closed) {
            assertThat(closed).isInstanceOf(java.net.SocketException.class);
        }
        FTPClient client = Ftp.as(north);
        assertThat(client.listNames()).contains("welcome.txt");
        client.disconnect();
    }

    private static void send(Socket socket, byte[] garbage) {
        try {
            OutputStream lines = socket.getOutputStream();
            for (int i = 0; i < 10_000; i++) {
                lines.write(garbage);
            }
            lines.write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            lines.flush();
        } catch (IOException closed) {
            assertThat(closed).isInstanceOf(java.net.SocketException.class);
        }
    }
}
