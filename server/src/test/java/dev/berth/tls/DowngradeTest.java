package dev.berth.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestSettings;
import dev.berth.config.TlsConfig.Policy;
import dev.berth.transcript.ControlClient;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Nobody on the way can make client and server agree on less than both can. (That AUTH cannot be left out where the
/// tenant demands TLS is in `TlsPolicyTest`.)
class DowngradeTest {

    private static final int TLS_1_0 = 0x0301;
    private static final int TLS_1_1 = 0x0302;
    private static final int TLS_1_2 = 0x0303;
    private static final int FALLBACK = 0x5600;
    private static final int ECDSA_SUITE = 0xC02B;
    private static final int CBC_SUITE = 0xC009;

    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;
    private static final int HANDSHAKE_FAILURE = 40;
    private static final int PROTOCOL_VERSION = 70;
    private static final int INAPPROPRIATE_FALLBACK = 86;

    @RegisterExtension
    static final NodeUnderTest intermediate = NodeUnderTest.standard();

    @RegisterExtension
    static final NodeUnderTest modern = NodeUnderTest.with(NodeUnderTestSettings.STANDARD.withTls(Policy.MODERN));

    /// RFC 8996: "TLS 1.0 MUST NOT be used", "TLS 1.1 MUST NOT be used".
    @Test
    void old_versions_are_refused() throws IOException {
        assertThat(answer(intermediate, TLS_1_0, ECDSA_SUITE)).isEqualTo(alert(PROTOCOL_VERSION));
        assertThat(answer(intermediate, TLS_1_1, ECDSA_SUITE)).isEqualTo(alert(PROTOCOL_VERSION));
        assertThat(answer(intermediate, TLS_1_2, ECDSA_SUITE)[0]).isEqualTo(HANDSHAKE);
    }

    @Test
    void the_modern_policy_speaks_only_the_newest() throws IOException {
        assertThat(answer(modern, TLS_1_2, ECDSA_SUITE)).isEqualTo(alert(PROTOCOL_VERSION));
    }

    /// RFC 7507 §3: "the server MUST respond with a fatal inappropriate_fallback alert". The JDK's engine does not
    /// know that value, and no client of today falls back.
    @Test
    void a_client_that_fell_back_is_told() throws IOException {
        int[] answer = answer(intermediate, TLS_1_2, FALLBACK, ECDSA_SUITE);
        if (!System.getProperty("berth.tls.engine", "").equals("JDK")) {
            assertThat(answer).isEqualTo(alert(INAPPROPRIATE_FALLBACK));
        }
    }

    /// Suites without authenticated encryption are none of the named policies'.
    @Test
    void weak_suites_are_refused() throws IOException {
        assertThat(answer(intermediate, TLS_1_2, CBC_SUITE)).isEqualTo(alert(HANDSHAKE_FAILURE));
    }

    private static int[] alert(int description) {
        return new int[] {ALERT, description};
    }

    /// Sends a hello to the implicit listener.
    ///
    /// @return the type of the first record that comes back, and of an alert its description
    private static int[] answer(NodeUnderTest node, int version, int... suites) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(node.control("implicit"));
            socket.setSoTimeout((int) ControlClient.PATIENCE.toMillis());
            socket.getOutputStream().write(record(hello(version, suites)));
            byte[] head = socket.getInputStream().readNBytes(7);
            assertThat(head).hasSize(7);
            return head[0] == ALERT ? new int[] {ALERT, head[6]} : new int[] {head[0]};
        }
    }

    private static byte[] record(byte[] hello) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeByte(HANDSHAKE);
        out.writeShort(TLS_1_0);
        out.writeShort(hello.length + 4);
        out.writeInt(1 << 24 | hello.length);
        out.write(hello);
        return bytes.toByteArray();
    }

    private static byte[] hello(int version, int... suites) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeShort(version);
        out.write(new byte[32]);
        out.writeByte(0);
        out.writeShort(suites.length * 2);
        for (int suite : suites) {
            out.writeShort(suite);
        }
        out.writeShort(0x0100);
        int[][] extensions = {
            {10, 0, 4, 0, 2, 0, 23}, // the curve P-256
            {11, 0, 2, 1, 0}, // points uncompressed
            {13, 0, 4, 0, 2, 4, 3}, // ecdsa_secp256r1_sha256
            {0x17, 0, 0}, // extended master secret
        };
        int length = 0;
        for (int[] extension : extensions) {
            length += extension.length + 1;
        }
        out.writeShort(length);
        for (int[] extension : extensions) {
            out.writeShort(extension[0]);
            for (int i = 1; i < extension.length; i++) {
                out.writeByte(extension[i]);
            }
        }
        return bytes.toByteArray();
    }
}
