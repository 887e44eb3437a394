package dev.berth.packaged.ftps;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Python's `FTP_TLS`, taught by a subclass to resume the control connection's session for its data.
class PythonFtpsIT extends SecureRound {

    @Override
    String version() {
        return firstLine("python3", "--version") + " FTP_TLS";
    }

    @Override
    List<String> programs() {
        return List.of("python3");
    }

    @Override
    void store(Place at, Path from, String name) {
        script(at, "store", from.toString(), name);
    }

    @Override
    void retrieve(Place at, String name, Path to) {
        script(at, "retrieve", name, to.toString());
    }

    @Override
    void resumeStore(Place at, Path from, String name) {
        script(at, "resume-store", from.toString(), name);
    }

    @Override
    void resumeRetrieve(Place at, String name, Path to) {
        script(at, "resume-retrieve", name, to.toString());
    }

    @Override
    String list(Place at) {
        return script(at, "list");
    }

    @Override
    void abort(Place at, String name) {
        script(at, "abort", name);
    }

    @Override
    void many(Place at, String name, Path to, Path from) {
        script(at, "many", name, to.toString(), from.toString(), String.valueOf(manyOfThem()));
    }

    /// What it does about TLS for its data.
    String data() {
        return "resume";
    }

    private String script(Place at, String... words) {
        try {
            Path script = Path.of(Objects.requireNonNull(getClass().getResource("/clients/ftps-client.py"))
                    .toURI());
            List<String> command = new ArrayList<>(List.of("python3", script.toString(), Place.HOST));
            command.addAll(List.of(
                    String.valueOf(at.port()),
                    at.tenant().user(),
                    at.tenant().password(),
                    at.directory(),
                    at.way().isImplicit() ? "implicit" : "explicit",
                    at.way().version(),
                    at.authority().toString(),
                    data()));
            command.addAll(List.of(words));
            return call(at, command);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
