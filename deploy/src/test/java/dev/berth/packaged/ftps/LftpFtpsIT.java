package dev.berth.packaged.ftps;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// lftp with GnuTLS; it resumes every transfer.
class LftpFtpsIT extends SecureRound {

    @Override
    String version() {
        return firstLine("lftp", "--version").replaceAll("[ |]+Version ", " ").replaceAll(" \\|.*", "");
    }

    @Override
    List<String> programs() {
        return List.of("lftp");
    }

    @Override
    void store(Place at, Path from, String name) {
        lftp(at, "put " + from + " -o " + name);
    }

    @Override
    void retrieve(Place at, String name, Path to) {
        lftp(at, "get " + name + " -o " + to);
    }

    @Override
    void resumeStore(Place at, Path from, String name) {
        lftp(at, "put -c " + from + " -o " + name);
    }

    @Override
    void resumeRetrieve(Place at, String name, Path to) {
        lftp(at, "get -c " + name + " -o " + to);
    }

    @Override
    String list(Place at) {
        return lftp(at, "ls; cls -1");
    }

    @Override
    void abort(Place at, String name) {
        lftp(
                at,
                "set net:limit-rate 200000; get " + name + " -o cut & sleep 1; kill all; set net:limit-rate 0; cls -1");
    }

    @Override
    void many(Place at, String name, Path to, Path from) throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < manyOfThem(); i++) {
            lines.add("get " + name + " -o " + to.resolve(String.valueOf(i)));
            lines.add("put " + from + " -o many-" + i);
        }
        lftp(at, "source " + Files.write(at.local().resolve("commands"), lines));
    }

    private static String lftp(Place at, String commands) {
        String version = at.way().version();
        String settings = "set cmd:fail-exit yes; set net:max-retries 1; set net:timeout 20; set ftp:ssl-force yes;"
                + " set ftp:ssl-protect-data yes; set ssl:ca-file " + at.authority()
                + "; set ssl:priority NORMAL:-VERS-ALL:+VERS-TLS" + version + "; ";
        String scheme = at.way().isImplicit() ? "ftps" : "ftp";
        String open = "open -u " + at.tenant().user() + ",\"" + at.tenant().password() + "\" " + scheme + "://"
                + Place.HOST + ":" + at.port() + "; cd " + at.directory() + "; ";
        return call(at, List.of("lftp", "--norc", "-c", settings + open + commands));
    }
}
