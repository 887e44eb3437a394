package dev.berth.packaged;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;

/// A client of a demo tenant, for tests that need more than a program's exit code.
final class Ftp {

    private Ftp() {}

    static FTPClient as(Printed.Tenant tenant) throws IOException {
        return as(tenant.port(), tenant.user(), tenant.password());
    }

    static FTPClient as(int port, String user, String password) throws IOException {
        FTPClient client = at(port);
        if (!client.login(user, password) || !client.setFileType(FTP.BINARY_FILE_TYPE)) {
            throw new AssertionError(client.getReplyString());
        }
        client.enterLocalPassiveMode();
        return client;
    }

    /// A client that is connected and no more.
    static FTPClient at(int port) throws IOException {
        var client = new FTPClient();
        client.setControlEncoding(StandardCharsets.UTF_8);
        client.setConnectTimeout(10_000);
        client.setDataTimeout(Duration.ofMinutes(1));
        client.connect(InetAddress.ofLiteral("127.0.0.1"), port);
        return client;
    }
}
