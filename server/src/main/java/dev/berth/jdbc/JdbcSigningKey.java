package dev.berth.jdbc;

import dev.berth.account.Secret;
import dev.berth.tls.KeySeal;
import dev.berth.tls.UnusableCertificate;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The key that signs what logins of administrators give: 256 random bits, made at the first start and kept sealed
/// in the database, so that all nodes have the same.
public final class JdbcSigningKey {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcSigningKey.class);
    private static final int OCTETS = 32;
    private static final String PURPOSE = "signing key";

    private JdbcSigningKey() {}

    /// Reads it, or makes it. One that the seal does not open any more is replaced, which ends what it has signed.
    public static Future<Secret> load(Database database, KeySeal seal) {
        return database.transactions().write(Scope.ALL, work -> {
            Optional<Secret> known = read(work, seal);
            if (known.isPresent()) {
                return known.get();
            }
            work.run(
                    "insert into signing_key (id, sealed) values (1, ?) on conflict do nothing",
                    seal.seal(generate().value().getBytes(StandardCharsets.US_ASCII), PURPOSE));
            return read(work, seal).orElseThrow(() -> new SQLException("the signing key was not kept"));
        });
    }

    /// A new one.
    public static Secret generate() {
        byte[] octets = new byte[OCTETS];
        new SecureRandom().nextBytes(octets);
        return new Secret(Base64.getEncoder().encodeToString(octets));
    }

    private static Optional<Secret> read(Work work, KeySeal seal) throws SQLException {
        Optional<byte[]> sealed = work.first("select sealed from signing_key where id = 1", row -> row.getBytes(1));
        try {
            return sealed.map(octets -> new Secret(new String(seal.open(octets, PURPOSE), StandardCharsets.US_ASCII)));
        } catch (UnusableCertificate _) {
            LOG.atWarn().log("the key that signs logins was sealed with another key; a new one is made");
            work.run("delete from signing_key where id = 1");
            return Optional.empty();
        }
    }
}
