package dev.berth.transfer;

import static dev.berth.transcript.LoggedInClient.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestSettings;
import dev.berth.transcript.ControlClient;
import dev.berth.transcript.LoggedInClient;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Of a transfer that has ended nothing stays in memory: thousands end each second.
class EndedTransfersTest {

    private static final int TRANSFERS = 50;

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.with(NodeUnderTestSettings.STANDARD);

    @Test
    void a_session_holds_no_transfer_but_its_last() throws Exception {
        var person = node.person("acme");
        Files.write(person.home().resolve("file"), new byte[1000]);
        InetAddress from = InetAddress.ofLiteral("127.0.0.1");
        try (ControlClient control = LoggedInClient.of(node.control("acme"), person, from)) {
            retrieve(control);
            int before = instances(Reservation.class);
            for (int i = 0; i < TRANSFERS; i++) {
                retrieve(control);
            }
            assertThat(instances(Reservation.class) - before).isLessThan(TRANSFERS / 10);
        }
    }

    private static void retrieve(ControlClient control) throws IOException {
        InetSocketAddress port = LoggedInClient.passive(control);
        try (var data = new Socket(port.getAddress(), port.getPort())) {
            must(control.ask("RETR file"), 150);
            assertThat(data.getInputStream().readAllBytes()).hasSize(1000);
            must(control.reply(), 226);
        }
    }

    /// Counted after a collection.
    private static int instances(Class<?> type) throws JMException {
        Object histogram = ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {null},
                        new String[] {String[].class.getName()});
        var line = Pattern.compile("(\\d+) +\\d+ +" + Pattern.quote(type.getName()) + "(?: .*)?$", Pattern.MULTILINE)
                .matcher(histogram.toString());
        return line.find() ? Integer.parseInt(line.group(1)) : 0;
    }
}
