package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.packaged.PackagedServer.Start;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the operating system sees of a transfer, by strace.
@Tag("packaged")
class TracedIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int LENGTH = 5 * 1024 * 1024 + 3;

    @TempDir
    Path directory;

    private List<String> trace(String calls, Session session) throws Exception {
        Programs.require(List.of("strace"));
        Path trace = directory.resolve("trace");
        Start start = Start.demo(directory)
                .under(
                        "strace",
                        "-f",
                        "--seccomp-bpf",
                        "-y",
                        "-s",
                        "64",
                        "-o",
                        trace.toString(),
                        "-e",
                        "trace=" + calls);
        try (var server = PackagedServer.serving(start)) {
            FTPClient client = Ftp.as(server.printed().tenants().get("north"));
            session.with(client, server.home("north"));
            client.disconnect();
            server.signal("INT");
            server.ended(LIMIT);
        }
        return Files.readAllLines(trace);
    }

    private interface Session {
        void with(FTPClient client, Path home) throws Exception;
    }

    @Test
    void a_plain_download_is_sent_by_the_kernel() throws Exception {
        byte[] content = content();
        List<String> calls = trace("sendfile", (client, home) -> {
            Files.write(home.resolve("file"), content);
            assertThat(client.retrieveFile("file", OutputStream.nullOutputStream()))
                    .isTrue();
        });
        var sent = Pattern.compile("sendfile\\(\\d+<.*>, \\d+<[^>]*/file>.*= (\\d+)$");
        long total = calls.stream()
                .map(sent::matcher)
                .filter(matcher -> matcher.find())
                .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
                .sum();
        assertThat(total).as("bytes sent by sendfile").isEqualTo(content.length);
    }

    @Test
    void an_upload_is_written_synchronised_renamed_and_synchronised_before_it_is_confirmed() throws Exception {
        byte[] content = content();
        List<Path> homes = new ArrayList<>();
        List<String> calls = trace(
                "write,writev,pwrite64,pwritev,pwritev2,fsync,fdatasync,rename,renameat,renameat2,sendto,sendmsg",
                (client, home) -> {
                    homes.add(home);
                    assertThat(client.storeFile("file", new ByteArrayInputStream(content)))
                            .isTrue();
                    assertThat(home.resolve("file")).hasBinaryContent(content);
                });
        String home = Pattern.quote(homes.getFirst().toString());
        int written = last(calls, "p?writev?2?(64)?\\(\\d+<" + home + "/[^>]*>");
        int synchronised = next(calls, written, "f(data)?sync\\(\\d+<" + home + "/[^>]+>\\)\\s+= 0|fsync.*" + home);
        int renamed = next(calls, synchronised, "rename(at2?)?\\(.*\"file\"");
        int published = next(calls, renamed, "fsync\\(\\d+<" + home + ">");
        int confirmed = next(calls, published, "(write|writev|sendto|sendmsg)\\(.*226 ");
        assertThat(List.of(written, synchronised, renamed, published, confirmed))
                .as(String.join("\n", calls.subList(Math.max(0, calls.size() - 60), calls.size())))
                .doesNotContain(-1)
                .isSorted();
        assertThat(next(calls, 0, "(write|writev|sendto|sendmsg)\\(.*\"226 "))
                .as("there is no 226 before")
                .isEqualTo(confirmed);
    }

    private static int last(List<String> calls, String pattern) {
        var wanted = Pattern.compile(pattern);
        for (int i = calls.size() - 1; i >= 0; i--) {
            if (wanted.matcher(calls.get(i)).find()) {
                return i;
            }
        }
        return -1;
    }

    private static int next(List<String> calls, int from, String pattern) {
        var wanted = Pattern.compile(pattern);
        for (int i = Math.max(from, 0); i < calls.size(); i++) {
            if (wanted.matcher(calls.get(i)).find()) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] content() {
        byte[] content = new byte[LENGTH];
        new Random(LENGTH).nextBytes(content);
        return content;
    }
}
