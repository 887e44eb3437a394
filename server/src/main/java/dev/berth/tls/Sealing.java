package dev.berth.tls;

import dev.berth.config.BerthConfig;
import dev.berth.config.TlsConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/// Where the key comes from that seals private keys: the configuration, or a file that is named there. With the
/// embedded database, which no other node shares, one is made at the first start.
public final class Sealing {

    private Sealing() {}

    /// Reads or makes the key.
    ///
    /// @return empty if there is none: then no certificate can be kept in the database; fails with
    ///     [UnusableCertificate] if what was configured is no key
    public static Future<Optional<KeySeal>> load(Vertx vertx, BerthConfig config) {
        return vertx.executeBlocking(() -> read(config), false).map(Objects::requireNonNull);
    }

    private static Optional<KeySeal> read(BerthConfig config) {
        TlsConfig tls = config.tls();
        if (!tls.sealingKey().isEmpty()) {
            return Optional.of(parse("tls.sealingKey", tls.sealingKey()));
        }
        if (tls.sealingKeyFile().isPresent()) {
            Path file = tls.sealingKeyFile().get();
            return Optional.of(parse("tls.sealingKeyFile = " + file, SmallFile.read(file)));
        }
        if (config.database().url().isPresent()) {
            return Optional.empty();
        }
        Path own = config.node().data().resolve("sealing-key");
        if (!SmallFile.exists(own)) {
            SmallFile.write(own, KeySeal.generate() + "\n");
        }
        return Optional.of(parse(own.toString(), SmallFile.read(own)));
    }

    private static KeySeal parse(String where, String text) {
        try {
            return KeySeal.parse(text);
        } catch (UnusableCertificate e) {
            throw new UnusableCertificate(where + ": " + e.getMessage(), e);
        }
    }
}
