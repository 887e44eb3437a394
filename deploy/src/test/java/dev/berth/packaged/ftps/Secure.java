package dev.berth.packaged.ftps;

import java.util.Locale;

/// How an FTPS client reaches the server.
enum Secure {
    EXPLICIT_1_2(false, "1.2"),
    EXPLICIT_1_3(false, "1.3"),
    IMPLICIT_1_2(true, "1.2"),
    IMPLICIT_1_3(true, "1.3");

    private final boolean implicit;
    private final String version;

    Secure(boolean implicit, String version) {
        this.implicit = implicit;
        this.version = version;
    }

    /// Whether the handshake comes first.
    boolean isImplicit() {
        return implicit;
    }

    /// Of TLS, such as `1.3`.
    String version() {
        return version;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replaceFirst("_", " TLS ").replace('_', '.');
    }
}
