package dev.berth.admin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Requests as octets, and answers as well: what no client library would send.
///
/// @param port of a listener on the loopback address
/// @param token of who asks; empty text for none
record RawHttp(int port, String token) {

    private static final int PATIENCE = 10_000;

    /// What one connection gives until the server ends it; the request asks for that by `Connection: close`, unless it
    /// must be ended anyway.
    String send(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            var answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
    }

    /// The same, without waiting for more than the head of the answer: the body that a request has told of may never
    /// come.
    String headOfAnswer(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            var answer = new StringBuilder();
            while (answer.indexOf("\r\n\r\n") < 0) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    break;
                }
                answer.append((char) next);
            }
            return answer.toString();
        }
    }

    /// A request without a body.
    ///
    /// @param more headers, each with the end of its line
    String head(String method, String target, String more) {
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n") + more + "\r\n";
    }

    /// A request for a new plan.
    ///
    /// @param more headers, each with the end of its line, which say where the body ends
    String plan(String more, String body) {
        return head("POST", "/api/v1/plans", "Content-Type: application/json\r\n" + more) + body;
    }
}
