package dev.berth.admin;

import dev.berth.admin.http.Entrance;
import dev.berth.config.AdminConfig;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Set;

/// How the API listens: in clear, with TLS, or with TLS in which clients show certificates, too. How long a
/// connection may be idle is the [Entrance]'s to say, which knows whether an answer is awaited on it.
final class HttpOptions {

    private HttpOptions() {}

    static HttpServerOptions of(AdminConfig config) {
        HttpServerOptions options = Entrance.options().setHost(config.bind()).setPort(config.port());
        config.certificate().ifPresent(certificate -> secure(options, config, certificate));
        return options;
    }

    private static void secure(HttpServerOptions options, AdminConfig config, Path certificate) {
        options.setSsl(true)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertPath(certificate.toString())
                        .addKeyPath(config.certificateKey().orElse(certificate).toString()));
        config.clientAuthorities()
                .ifPresent(authorities -> options.setClientAuth(ClientAuth.REQUIRED)
                        .setTrustOptions(new PemTrustOptions().addCertPath(authorities.toString())));
    }

    /// Whether a failure to listen is one of the certificate, not of the port.
    static boolean isOfCertificate(AdminConfig config, Throwable cause) {
        return config.certificate().isPresent() && !(cause instanceof BindException);
    }
}
