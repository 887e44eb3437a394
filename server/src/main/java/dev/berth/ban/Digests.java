package dev.berth.ban;

import dev.berth.endpoint.ClientNetwork;
import dev.berth.tenant.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/// Makes keys of [Windows]: all of the same size, however long a name is, and salted anew in each process, so that
/// nobody can choose names that meet in the table.
final class Digests {

    private final byte[] salt = new byte[16];
    private final MessageDigest salted;

    Digests(SecureRandom random) {
        random.nextBytes(salt);
        salted = salted();
    }

    /// A network at one tenant, or at [TenantId#NOBODY] for all.
    Key network(TenantId tenant, ClientNetwork network) {
        return key((byte) 1, tenant, network.address().getAddress(), "");
    }

    /// A user.
    Key user(TenantId tenant, String user) {
        return key((byte) 2, tenant, new byte[0], user);
    }

    /// A user on a network.
    Key pair(TenantId tenant, String user, ClientNetwork network) {
        return key((byte) 3, tenant, network.address().getAddress(), user);
    }

    private Key key(byte kind, TenantId tenant, byte[] address, String name) {
        MessageDigest digest = copy();
        digest.update(ByteBuffer.allocate(Long.BYTES + 2)
                .putLong(tenant.value())
                .put(kind)
                .put((byte) address.length)
                .flip());
        digest.update(address);
        ByteBuffer result = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_16)));
        return new Key(result.getLong(), result.getLong());
    }

    /// Since it may be asked on any thread. There are providers whose digests cannot be copied.
    private MessageDigest copy() {
        try {
            return (MessageDigest) salted.clone();
        } catch (CloneNotSupportedException _) {
            return salted();
        }
    }

    private MessageDigest salted() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
