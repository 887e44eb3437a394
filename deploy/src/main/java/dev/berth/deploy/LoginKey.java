package dev.berth.deploy;

import dev.berth.account.Secret;
import dev.berth.jdbc.Database;
import dev.berth.jdbc.JdbcSigningKey;
import dev.berth.tls.KeySeal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;

/// Where the key is kept that signs logins of administrators: sealed in the database, which all nodes share; without
/// a seal (`tls.sealingKeyFile`) in a file that only its owner may read, and a login holds at its own node.
final class LoginKey {

    private LoginKey() {}

    /// Reads it; the first start makes it.
    static Future<Secret> load(Vertx vertx, Path data, Database database, Optional<KeySeal> seal) {
        return seal.map(known -> JdbcSigningKey.load(database, known))
                .orElseGet(() -> ofFile(new PrivateFile(vertx.fileSystem(), data.resolve("login-key"))));
    }

    private static Future<Secret> ofFile(PrivateFile file) {
        return file.exists().compose(there -> there ? file.read().map(text -> new Secret(text.strip())) : made(file));
    }

    private static Future<Secret> made(PrivateFile file) {
        Secret key = JdbcSigningKey.generate();
        return file.write(key.value() + "\n").map(key);
    }
}
