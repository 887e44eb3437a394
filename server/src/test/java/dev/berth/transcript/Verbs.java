package dev.berth.transcript;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The verbs that must be there: those that a transcript says it specifies, by a line `% specifies VERB, VERB` before
/// its first case. The server's own table is not asked.
final class Verbs {

    private static final String LINE = "% specifies ";
    private static final String BEHIND_SITE = "SITE ";
    private static final List<String> SPECIFIED = specified();

    /// Those of the table, aliases included.
    static final List<String> ALL =
            SPECIFIED.stream().filter(verb -> !verb.startsWith(BEHIND_SITE)).toList();

    /// What stands behind SITE.
    static final List<String> SITE = SPECIFIED.stream()
            .filter(verb -> verb.startsWith(BEHIND_SITE))
            .map(verb -> verb.substring(BEHIND_SITE.length()))
            .toList();

    /// What of it cannot do without an argument.
    static final List<String> SITE_NEEDING_ARGUMENT =
            List.of("CHMOD", "UTIME", "MKDIR", "RMDIR", "CPFR", "COPY", "SYMLINK");

    /// What may be said before a login.
    static final List<String> OPEN = List.of(
            "USER", "PASS", "QUIT", "NOOP", "SYST", "FEAT", "OPTS", "HELP", "ACCT", "CLNT", "CSID", "LANG", "AUTH",
            "PBSZ", "PROT", "HOST", "REIN");

    /// What may be said before a login without harm, or after it only; either is right.
    static final List<String> EITHER = List.of("TYPE", "STRU", "MODE", "STAT");

    /// What cannot do without an argument. (An empty password is one.)
    static final List<String> NEEDING_ARGUMENT = List.of(
            "USER", "OPTS", "TYPE", "STRU", "MODE", "CWD", "XCWD", "MKD", "XMKD", "RMD", "XRMD", "DELE", "RNFR", "SIZE",
            "MDTM", "PORT", "EPRT", "REST", "ALLO", "ACCT", "MFMT", "MFF", "CLNT", "CSID", "PRET", "SITE", "HASH",
            "RANG", "XCRC", "XMD5", "MD5", "XSHA", "XSHA1", "XSHA256", "XSHA512", "RMDA", "COMB", "AUTH", "PBSZ",
            "PROT", "HOST");

    /// What cannot do without an argument and needs something before it as well, to come so far.
    static final List<String> NEEDING_ARGUMENT_AND_MORE = List.of("RNTO", "RETR", "STOR", "APPE");

    /// What takes no argument.
    static final List<String> TAKING_NONE =
            List.of("QUIT", "SYST", "FEAT", "PWD", "XPWD", "CDUP", "XCUP", "PASV", "ABOR", "XQUOTA", "REIN");

    private Verbs() {}

    /// All transcripts.
    static List<Path> transcripts() throws IOException {
        try (Stream<Path> all =
                Files.list(Path.of(Verbs.class.getResource("/transcripts").toURI()))) {
            return all.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> specified() {
        List<String> verbs = new ArrayList<>();
        try {
            for (Path file : transcripts()) {
                try (Stream<String> lines = Files.lines(file, ISO_8859_1)) {
                    lines.filter(line -> line.startsWith(LINE))
                            .flatMap(line ->
                                    Stream.of(line.substring(LINE.length()).split(", ", -1)))
                            .forEach(verbs::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(verbs);
    }
}
