package dev.berth.admin.operation;

import dev.berth.account.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMSIVBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/// Makes of a position, a revision or a number a word that says nothing but to us, and that nobody else can make
/// (AES-GCM-SIV, RFC 8452): who sees only what is its own counts nothing of others by it. The same gives the same word,
/// on every node and after a restart; words of the same length are of contents of the same length.
public final class Opaque {

    private static final int PROOF_BITS = 128;
    private static final int NONCE = 12;

    private final KeyParameter key;

    /// @param secret seals them, and nothing else with the same key
    public Opaque(Secret secret) {
        this.key = new KeyParameter(derived(secret));
    }

    /// The word of a content, of letters, digits, `-` and `_`.
    ///
    /// @param purpose what it is good for, and nothing else
    public String write(String purpose, byte[] content) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(run(true, purpose, content));
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("what is sealed is no text that was sealed", e);
        }
    }

    /// The content of a word; empty if it is none of ours, or is of another purpose.
    public Optional<byte[]> read(String purpose, String word) {
        try {
            byte[] octets = Base64.getUrlDecoder().decode(word);
            return octets.length < PROOF_BITS / Byte.SIZE ? Optional.empty() : Optional.of(run(false, purpose, octets));
        } catch (IllegalArgumentException | InvalidCipherTextException _) {
            return Optional.empty();
        }
    }

    private byte[] run(boolean seals, String purpose, byte[] in) throws InvalidCipherTextException {
        var cipher = new GCMSIVBlockCipher(AESEngine.newInstance());
        cipher.init(
                seals, new AEADParameters(key, PROOF_BITS, new byte[NONCE], purpose.getBytes(StandardCharsets.UTF_8)));
        byte[] out = new byte[cipher.getOutputSize(in.length)];
        int written = cipher.processBytes(in, 0, in.length, out, 0);
        written += cipher.doFinal(out, written);
        return written == out.length ? out : Arrays.copyOf(out, written);
    }

    private static byte[] derived(Secret secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal("opaque words of the admin API".getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
        }
    }
}
