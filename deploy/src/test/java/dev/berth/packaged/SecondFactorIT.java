package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.packaged.Programs.Ended;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A real client logs in with a password and the code of an authenticator app behind it.
@Tag("packaged")
class SecondFactorIT {

    private static final String PASSWORD = "a long enough word";
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int WRONG_LOGIN = 67;

    @RegisterExtension
    static final SharedServer SERVER = new SharedServer();

    @TempDir
    Path directory;

    @Test
    void curl_logs_in_with_password_and_code_once_and_with_neither_alone() throws Exception {
        Programs.require(List.of("curl"));
        var admin = new AdminCalls(SERVER.server());
        var account = new JsonObject().put("user", "careful").put("password", PASSWORD);
        admin.done("POST", "/tenants/north/accounts", account);
        curl(PASSWORD).orFail();
        String secret = admin.done("POST", "/tenants/north/accounts/careful/second-factor", new JsonObject())
                .getString("secret");

        assertThat(curl(PASSWORD).code()).isEqualTo(WRONG_LOGIN);
        String code = code(secret, Instant.now());
        assertThat(curl(code).code()).isEqualTo(WRONG_LOGIN);
        curl(PASSWORD + code).orFail();
        assertThat(curl(PASSWORD + code).code()).as("the same code again").isEqualTo(WRONG_LOGIN);
        admin.done("DELETE", "/tenants/north/accounts/careful/second-factor", new JsonObject());
        curl(PASSWORD).orFail();
        admin.done("DELETE", "/tenants/north/accounts/careful", new JsonObject());
    }

    private Ended curl(String password) {
        int port = SERVER.server().printed().tenants().get("north").port();
        return Programs.run(
                directory,
                List.of(
                        "curl",
                        "-sSk",
                        "--ssl-reqd",
                        "--max-time",
                        "30",
                        "-u",
                        "careful:" + password,
                        "ftp://127.0.0.1:" + port + "/"));
    }

    /// As an authenticator app makes it: RFC 6238 with SHA-1, six digits and 30 seconds, the secret in Base32.
    private static String code(String secret, Instant now) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(octets(secret), "HmacSHA1"));
        byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES)
                .putLong(now.getEpochSecond() / 30)
                .array());
        int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xF) & Integer.MAX_VALUE;
        return "%06d".formatted(number % 1_000_000);
    }

    private static byte[] octets(String base32) {
        var octets = ByteBuffer.allocate(base32.length() * 5 / 8);
        int bits = 0;
        int held = 0;
        for (int i = 0; i < base32.length(); i++) {
            held = held << 5 | ALPHABET.indexOf(base32.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                octets.put((byte) (held >> bits));
            }
        }
        return octets.array();
    }
}
