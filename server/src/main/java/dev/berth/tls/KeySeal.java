package dev.berth.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts private keys that are kept in the database: AES-256 in Galois/Counter Mode (NIST SP 800-38D), with a
/// nonce of its own each time. Whoever has the database alone has no key.
public final class KeySeal {

    private static final int KEY_OCTETS = 32;
    private static final int NONCE_OCTETS = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    private KeySeal(SecretKey key) {
        this.key = key;
    }

    /// Reads a key.
    ///
    /// @param text 32 octets in Base64; white space around does not count
    /// @throws UnusableCertificate if it is something else
    public static KeySeal parse(String text) {
        try {
            byte[] octets = Base64.getDecoder().decode(text.strip());
            if (octets.length != KEY_OCTETS) {
                throw new UnusableCertificate(
                        "the key is 32 octets in Base64, such as openssl rand -base64 32 makes", null);
            }
            return new KeySeal(new SecretKeySpec(octets, "AES"));
        } catch (IllegalArgumentException e) {
            throw new UnusableCertificate("the key is 32 octets in Base64, such as openssl rand -base64 32 makes", e);
        }
    }

    /// A new key, as text.
    static String generate() {
        byte[] octets = new byte[KEY_OCTETS];
        new SecureRandom().nextBytes(octets);
        return Base64.getEncoder().encodeToString(octets);
    }

    /// Encrypts.
    ///
    /// @param purpose what it belongs to; it opens for the same only
    public byte[] seal(byte[] plain, String purpose) {
        byte[] nonce = new byte[NONCE_OCTETS];
        random.nextBytes(nonce);
        return seal(plain, purpose, nonce);
    }

    /// Encrypts the same to the same: the nonce is made of what is encrypted and what it belongs to, so that whoever
    /// compares sees whether they are the same, and nothing else.
    public byte[] sealAlike(byte[] plain, String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(plain.length).array());
            mac.update(plain);
            return seal(plain, purpose, Arrays.copyOf(mac.doFinal(purpose.getBytes(UTF_8)), NONCE_OCTETS));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
        }
    }

    private byte[] seal(byte[] plain, String purpose, byte[] nonce) {
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(plain);
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES/GCM", e);
        }
    }

    /// Decrypts.
    ///
    /// @throws UnusableCertificate if it was sealed by another key, for something else, or was changed
    public byte[] open(byte[] sealed, String purpose) {
        try {
            byte[] nonce = new byte[NONCE_OCTETS];
            ByteBuffer all = ByteBuffer.wrap(sealed).get(nonce);
            byte[] rest = new byte[all.remaining()];
            all.get(rest);
            return cipher(Cipher.DECRYPT_MODE, nonce, purpose).doFinal(rest);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new UnusableCertificate(
                    "a private key in the database does not open with this node's key (tls.sealingKey)", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(UTF_8));
        return cipher;
    }
}
