package dev.berth.admin.operation;

import dev.berth.account.Secret;
import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What lists give as `next`, and take back as `after`: a position with a proof that it was given for this very list,
/// so that none is taken that was made up or is of another list, another filter or the caller of another tenant.
public final class Cursors {

    /// What it is, for messages.
    public static final String RULE = "the next of the page before, with the same filters and the same order";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "cursor\n";
    private static final int PROOF = 16;

    private final SecretKeySpec key;

    /// @param key signs them
    public Cursors(Secret key) {
        this.key = new SecretKeySpec(key.value().getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /// The cursor of a position.
    ///
    /// @param list which list with which filters, and whose
    public String write(String list, String position) {
        byte[] text = position.getBytes(StandardCharsets.UTF_8);
        byte[] cursor = Arrays.copyOf(proof(list, text), PROOF + text.length);
        System.arraycopy(text, 0, cursor, PROOF, text.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /// The position of a cursor.
    ///
    /// @throws Problem 422 if it is not one of this list
    public String read(String list, String cursor) {
        try {
            byte[] octets = Base64.getUrlDecoder().decode(cursor);
            if (octets.length >= PROOF) {
                byte[] text = Arrays.copyOfRange(octets, PROOF, octets.length);
                if (MessageDigest.isEqual(proof(list, text), Arrays.copyOf(octets, PROOF))) {
                    return new String(text, StandardCharsets.UTF_8);
                }
            }
        } catch (IllegalArgumentException _) {
            // Told below.
        }
        throw Problem.invalid(List.of(FieldFault.of("after", cursor, RULE)));
    }

    private byte[] proof(String list, byte[] position) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((PURPOSE + list + "\n").getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(mac.doFinal(position), PROOF);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
