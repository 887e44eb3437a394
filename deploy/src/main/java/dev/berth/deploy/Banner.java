package dev.berth.deploy;

import dev.berth.account.Secret;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.PassiveRange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the operator reads when the node is serving: where it listens, how to log in, where the data lie.
final class Banner {

    /// More tenants than these are counted, not listed.
    private static final int LISTED = 8;

    private static final String BOLD = "\u001b[1m";
    private static final String GREEN = "\u001b[32m";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    private final Serving serving;
    private final boolean colour;
    private final StringBuilder text = new StringBuilder();

    private Banner(Serving serving, boolean colour) {
        this.serving = serving;
        this.colour = colour;
    }

    /// The whole text.
    ///
    /// @param colour whether a terminal shows it
    static String of(Serving serving, boolean colour) {
        return new Banner(serving, colour).write();
    }

    private String write() {
        line(paint(GREEN, paint(BOLD, "Berth is serving.")) + " Ctrl-C ends it.");
        List<Berth> berths = serving.topology().berths();
        berths.stream().limit(LISTED).forEach(this::tenant);
        if (berths.size() > LISTED) {
            line("", "  and " + (berths.size() - LISTED) + " more tenants");
        }
        if (berths.isEmpty()) {
            line("", "  There is no tenant yet: make one by the admin API or bin/berthctl.");
        }
        serving.topology().endpoints().stream()
                .filter(endpoint -> tenantsOf(endpoint).size() > 1)
                .limit(LISTED)
                .forEach(this::shared);
        admin();
        return text.toString();
    }

    private void tenant(Berth berth) {
        line("", "  " + paint(BOLD, "Tenant " + berth.tenant().slug()));
        List<Endpoint> own = endpointsOf(berth).stream()
                .filter(endpoint -> tenantsOf(endpoint).size() == 1)
                .toList();
        own.forEach(endpoint -> row("listens on", places(endpoint)));
        row("passive", "ports " + berth.range().map(PassiveRange::toString).orElse("of its endpoint"));
        serving.logins().of(berth.tenant().slug()).ifPresent(login -> {
            row(
                    "login",
                    "user " + login.user() + ", password " + login.password().value());
            own.stream().limit(1).forEach(endpoint -> curl(url(login.user(), login.password(), endpoint)));
        });
    }

    private void curl(String url) {
        row("list", "curl '" + url + "'");
        row("upload", "echo hello | curl -T - '" + url + "hello.txt'");
        row("download", "curl '" + url + "hello.txt'");
        row("encrypted", "curl --ssl-reqd --insecure '" + url + "'");
    }

    private void shared(Endpoint endpoint) {
        String tenants = tenantsOf(endpoint).stream()
                .limit(LISTED)
                .map(berth -> berth.tenant().slug().value())
                .collect(Collectors.joining(" and "));
        line("", "  " + paint(BOLD, "Endpoint " + endpoint.name()) + " of " + tenants + ": the login is USER@TENANT");
        row("listens on", places(endpoint));
        tenantsOf(endpoint).stream()
                .flatMap(berth -> serving.logins().of(berth.tenant().slug()).stream())
                .map(login -> url(login.user() + "%40" + login.tenant(), login.password(), endpoint))
                .forEach(url -> row("list", "curl '" + url + "'"));
    }

    private void admin() {
        line("");
        row(
                "Admin API",
                scheme() + hostAndPort(serving.config().admin().bind(), serving.adminPort()) + "/api/v1, "
                        + serving.tokenFile()
                                .map(file -> "token in " + file)
                                .orElse("with the token that the directory's first start wrote down"));
        row("TLS", "the node's own certificate has the SHA-256 fingerprint");
        row("", serving.fingerprint());
        row(
                "Data",
                serving.config().node().data() + ", files in "
                        + serving.config().storage().root());
        serving.notes().forEach(note -> row("Note", note));
        if (!serving.logins().all().isEmpty()) {
            row(
                    "Note",
                    paint(DIM, "the demo logins are in " + serving.loginsFile() + "; delete it when you have them."));
            row(
                    "",
                    paint(
                            DIM,
                            "Passwords on command lines, as above, are for demos: others on this machine can see them."));
        }
    }

    private List<Endpoint> endpointsOf(Berth berth) {
        return serving.topology().endpoints().stream()
                .filter(endpoint -> berth.endpoints().contains(endpoint.id()))
                .toList();
    }

    private List<Berth> tenantsOf(Endpoint endpoint) {
        return serving.topology().berths().stream()
                .filter(berth -> berth.endpoints().contains(endpoint.id()))
                .toList();
    }

    private String places(Endpoint endpoint) {
        return endpoint.listeners().stream()
                .flatMap(listener ->
                        serving.config().node().bind().stream().map(address -> hostAndPort(address, listener.port())))
                .collect(Collectors.joining(", "));
    }

    private String url(String user, Secret password, Endpoint endpoint) {
        return "ftp://" + user + ":" + password.value() + "@"
                + hostAndPort(dialled(), endpoint.listeners().getFirst().port()) + "/";
    }

    /// An address on which this machine reaches the server.
    private String dialled() {
        List<String> bind = serving.config().node().bind();
        Optional<String> ipv4 =
                bind.stream().filter(address -> !address.contains(":")).findFirst();
        return switch (ipv4.orElse(bind.getFirst())) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "::1";
            case String address -> address;
        };
    }

    private static String hostAndPort(String address, int port) {
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }

    private void row(String name, String value) {
        line(String.format("    %-11s %s", name, value));
    }

    private void line(String... lines) {
        for (String line : lines) {
            text.append(line).append('\n');
        }
    }

    private String paint(String code, String words) {
        return colour ? code + words + PLAIN : words;
    }

    private String scheme() {
        return serving.config().admin().certificate().isPresent() ? "https://" : "http://";
    }
}
