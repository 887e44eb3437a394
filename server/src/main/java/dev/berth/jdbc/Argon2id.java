package dev.berth.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id (RFC 9106) in PHC form: `$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH`, both in base64 without padding.
/// Argon2i, which older Pure-FTPd writes, is verified as well.
///
/// A stored hash names its own cost. Someone who can write hashes must not be able to take the node's memory or time
/// with one login, so that a verification may cost four times what is configured, or what is common elsewhere, and
/// no more; the next successful login brings it to the configured cost.
final class Argon2id implements PasswordHashes.Format {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /// What RFC 9106 and common libraries use lies within these.
    private static final int COMMON_MEMORY_KIB = 65_536;

    /// Pure-FTPd with libsodium takes as many passes as fit into a time, such as 511 over 8 MiB.
    private static final long COMMON_WORK = 8L << 20;

    private static final int MOST_LANES = 16;
    private static final int HEADROOM = 4;

    private static final String PREFIX = "$argon2id$";
    private static final Pattern FORM = Pattern.compile("\\$argon2(id?)\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,3})"
            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,171})");

    private final SecureRandom random = new SecureRandom();
    private final Cost cost;
    private final long mostMemory;
    private final long mostWork;

    /// The memory of hashes that is not in use, as many pieces as have been made at once so far; the last that was
    /// given back is taken first, so that hashes one after another share one, whatever threads they are made on.
    /// Were it garbage each time, some ten thousand live blocks would be copied at each collection, and the event
    /// loops stand still meanwhile.
    private final Deque<BlockPool> idle = new ConcurrentLinkedDeque<>();

    /// @param memoryKib of one hash
    /// @param iterations passes over that memory
    /// @param parallelism lanes; they are computed one after the other, on the thread that calls
    Argon2id(int memoryKib, int iterations, int parallelism) {
        this.cost = new Cost(memoryKib, iterations, parallelism);
        this.mostMemory = Math.max(COMMON_MEMORY_KIB, (long) HEADROOM * memoryKib);
        this.mostWork = Math.max(COMMON_WORK, HEADROOM * cost.work());
    }

    private record Cost(int memoryKib, int iterations, int parallelism) {

        /// In KiB that are filled.
        long work() {
            return (long) memoryKib * iterations;
        }
    }

    @Override
    public boolean reads(String hash) {
        return hash.startsWith(PREFIX) || hash.startsWith("$argon2i$");
    }

    /// Makes a hash at the configured cost with a fresh salt.
    String hash(byte[] password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = compute(Argon2Parameters.ARGON2_id, password, salt, cost, HASH_BYTES);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return PREFIX + "v=19$m=" + cost.memoryKib() + ",t=" + cost.iterations() + ",p=" + cost.parallelism() + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    /// Whether it was made as new ones are.
    boolean isCurrent(String hash) {
        return hash.startsWith(
                PREFIX + "v=19$m=" + cost.memoryKib() + ",t=" + cost.iterations() + ",p=" + cost.parallelism() + "$");
    }

    @Override
    public boolean isWeak() {
        return false;
    }

    @Override
    public void requireSound(String hash) {
        parse(hash);
    }

    @Override
    public boolean verify(byte[] password, String hash) {
        Parts parts = parse(hash);
        byte[] salt = Base64.getDecoder().decode(parts.salt());
        byte[] expected = Base64.getDecoder().decode(parts.expected());
        return MessageDigest.isEqual(expected, compute(parts.type(), password, salt, parts.cost(), expected.length));
    }

    /// @param salt in base64
    /// @param expected in base64
    private record Parts(int type, Cost cost, String salt, String expected) {}

    @CanIgnoreReturnValue
    private Parts parse(String hash) {
        Matcher parts = FORM.matcher(hash);
        if (!parts.matches()) {
            throw new IllegalArgumentException("the argon2 hash is malformed");
        }
        Cost stored = new Cost(
                Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)), Integer.parseInt(parts.group(4)));
        requireAffordable(stored);
        return new Parts(
                parts.group(1).equals("id") ? Argon2Parameters.ARGON2_id : Argon2Parameters.ARGON2_i,
                stored,
                parts.group(5),
                parts.group(6));
    }

    /// Takes the time and the memory of a verification at the configured cost.
    ///
    /// @return false
    boolean spend(byte[] password) {
        return compute(Argon2Parameters.ARGON2_id, password, new byte[SALT_BYTES], cost, HASH_BYTES).length == 0;
    }

    private void requireAffordable(Cost stored) {
        if (stored.iterations() < 1
                || stored.parallelism() < 1
                || stored.parallelism() > MOST_LANES
                || stored.memoryKib() < 8 * stored.parallelism()) {
            throw new IllegalArgumentException("the argon2 hash has parameters that RFC 9106 or Berth does not allow");
        }
        if (stored.memoryKib() > mostMemory || stored.work() > mostWork) {
            throw new IllegalArgumentException("the argon2 hash asks for " + stored.memoryKib() + " KiB and "
                    + stored.iterations() + " iterations, at most " + mostMemory + " KiB, and " + mostWork
                    + " KiB in all iterations, are allowed");
        }
    }

    private byte[] compute(int type, byte[] password, byte[] salt, Cost cost, int length) {
        BlockPool kept = idle.pollFirst();
        BlockPool blocks = kept == null ? new FixedBlockPool(this.cost.memoryKib()) : kept;
        try {
            return compute(type, password, salt, cost, length, blocks);
        } finally {
            idle.addFirst(blocks);
        }
    }

    private static byte[] compute(int type, byte[] password, byte[] salt, Cost cost, int length, BlockPool blocks) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(type)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.iterations())
                .withParallelism(cost.parallelism())
                .withSalt(salt)
                .withBlockPool(blocks)
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(password, hash);
        return hash;
    }
}
