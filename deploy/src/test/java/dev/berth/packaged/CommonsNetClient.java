package dev.berth.packaged;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;

/// Commons Net as a program, for a machine of the [Lab]: `HOST PORT pasv|epsv USER PASSWORD NAME FILE`.
final class CommonsNetClient {

    private static final int LIMIT = 20_000;

    private CommonsNetClient() {}

    public static void main(String[] words) throws IOException {
        var client = new FTPClient();
        client.setConnectTimeout(LIMIT);
        client.setDefaultTimeout(LIMIT);
        client.setUseEPSVwithIPv4(words[2].equals("epsv"));
        client.connect(words[0], Integer.parseInt(words[1]));
        boolean done = client.login(words[3], words[4]);
        client.enterLocalPassiveMode();
        done = done && client.setFileType(FTP.BINARY_FILE_TYPE);
        try (OutputStream content = Files.newOutputStream(Path.of(words[6]))) {
            done = done && client.retrieveFile(words[5], content);
        }
        String last = client.getReplyString();
        client.disconnect();
        if (!done) {
            throw new IOException(last);
        }
    }
}
