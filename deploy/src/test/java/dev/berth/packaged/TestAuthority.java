package dev.berth.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A certificate authority for tests, made with the `openssl` program.
///
/// @param directory where its files lie
public record TestAuthority(Path directory) {

    /// Makes it.
    public static TestAuthority in(Path directory) {
        Programs.require(List.of("openssl"));
        var authority = new TestAuthority(directory);
        authority.openssl(List.of(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "99",
                "-subj",
                "/CN=Test authority",
                "-keyout",
                "authority.key",
                "-out",
                "authority.pem",
                "-addext",
                "keyUsage=critical,keyCertSign,cRLSign"));
        return authority;
    }

    /// The file that clients trust.
    public Path file() {
        return directory.resolve("authority.pem");
    }

    /// Issues a certificate for 127.0.0.1, `localhost` and `host`.
    ///
    /// @param name of the files
    /// @return the file with the certificate and its private key
    public Path server(String name, String host) throws IOException {
        return issue(
                name,
                "/CN=" + host,
                "subjectAltName=DNS:" + host + ",DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth");
    }

    /// Issues a certificate for a client.
    ///
    /// @param name of the files
    /// @param person the common name
    /// @return the file with the certificate and its private key
    public Path client(String name, String person) throws IOException {
        return issue(name, "/O=Example/CN=" + person, "extendedKeyUsage=clientAuth");
    }

    private Path issue(String name, String subject, String extensions) throws IOException {
        Files.writeString(
                directory.resolve(name + ".ext"),
                extensions + "\nbasicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n");
        openssl(List.of(
                "req",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-subj",
                subject,
                "-keyout",
                name + ".key",
                "-out",
                name + ".csr"));
        openssl(List.of(
                "x509",
                "-req",
                "-in",
                name + ".csr",
                "-CA",
                "authority.pem",
                "-CAkey",
                "authority.key",
                "-CAcreateserial",
                "-days",
                "98",
                "-extfile",
                name + ".ext",
                "-out",
                name + ".crt"));
        Path both = directory.resolve(name + ".pem");
        Files.writeString(
                both,
                Files.readString(directory.resolve(name + ".crt"))
                        + Files.readString(directory.resolve(name + ".key")));
        return both;
    }

    private void openssl(List<String> words) {
        List<String> command = new java.util.ArrayList<>(List.of("openssl"));
        command.addAll(words);
        Programs.run(directory, command).orFail();
    }
}
