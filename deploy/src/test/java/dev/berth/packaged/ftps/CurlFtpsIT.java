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

    /// In ten sessions at once: between two transfers of one call it sleeps up to half a second, with plain FTP too.
    @Override
    void many(Place at, String name, Path to, Path from) throws Exception {
        List<String> command = new ArrayList<>(List.of("xargs", "-P", "10", "-a", "calls", "-n", "1"));
        command.addAll(words(at));
        List<String> calls = new ArrayList<>();
        for (int i = 0; i < manyOfThem(); i += manyOfThem() / 10) {
            List<String> lines = new ArrayList<>();
            for (int j = i; j < i + manyOfThem() / 10; j++) {
                lines.add("url = \"" + at.url(name) + "\"");
                lines.add("output = \"" + to.resolve(String.valueOf(j)) + "\"");
            }
            calls.add("-K" + Files.write(at.local().resolve("urls-" + i), lines));
        }
        Files.write(at.local().resolve("calls"), calls);
        call(at, command);
    }

    private static String curl(Place at, String... words) {
        List<String> command = words(at);
        command.addAll(List.of(words));
        return call(at, command);
    }

    private static List<String> words(Place at) {
        List<String> words = new ArrayList<>(List.of("curl", "--silent", "--show-error", "--ssl-reqd"));
        words.addAll(List.of("--cacert", at.authority().toString()));
        words.addAll(
                List.of("--tlsv" + at.way().version(), "--tls-max", at.way().version()));
        words.addAll(List.of("--user", at.tenant().user() + ":" + at.tenant().password(), "--max-time", "110"));
        return words;
    }
}
