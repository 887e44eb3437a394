package dev.berth.packaged.ftps;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// curl with OpenSSL. It resumes each transfer but one that follows an upload within the same call on TLS 1.3.
class CurlFtpsIT extends SecureRound {

    @Override
    String version() {
        return firstLine("curl", "--version").replaceAll(" \\(.*", "");
    }

    @Override
    List<String> programs() {
        return List.of("curl");
    }

    @Override
    void store(Place at, Path from, String name) {
        curl(at, "--upload-file", from.toString(), at.url(name));
    }

    @Override
    void retrieve(Place at, String name, Path to) {
        curl(at, "--output", to.toString(), at.url(name));
    }

    @Override
    void resumeStore(Place at, Path from, String name) {
        curl(at, "--continue-at", "-", "--upload-file", from.toString(), at.url(name));
    }

    @Override
    void resumeRetrieve(Place at, String name, Path to) {
        curl(at, "--continue-at", "-", "--output", to.toString(), at.url(name));
    }

    @Override
    String list(Place at) {
        return curl(at, at.url(""));
    }

    /// The end of the range is where it hangs up.
    @Override
    void abort(Place at, String name) {
        curl(at, "--range", "0-99999", "--output", "first", at.url(name), "--output", "listing", at.url(""));
    }

    @Override
    void many(Place at, String name, Path to, Path from) throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            lines.add("url = \"" + at.url(name) + "\"");
            lines.add("output = \"" + to.resolve(String.valueOf(i)) + "\"");
        }
        Path file = Files.write(at.local().resolve("urls"), lines);
        curl(at, "--config", file.toString());
    }

    private static String curl(Place at, String... words) {
        List<String> command = new ArrayList<>(List.of("curl", "--silent", "--show-error", "--ssl-reqd"));
        command.addAll(List.of("--cacert", at.authority().toString()));
        command.addAll(List.of("--tlsv" + at.way().version(), "--tls-max", at.way().version()));
        command.addAll(List.of("--user", at.tenant().user() + ":" + at.tenant().password(), "--max-time", "110"));
        command.addAll(List.of(words));
        return call(at, command);
    }
}
