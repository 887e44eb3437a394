package dev.berth.admin.operation;

import java.nio.ByteBuffer;

/// Entity tags (RFC 9110 §8.8.3): revisions that only we can read, for they count the changes of all tenants.
public final class Tags {

    /// The revision of a tag that is none of ours: nothing has it.
    public static final long NONE = -1;

    private static final String PURPOSE = "tag";

    private final Opaque words;

    /// @param words what they are made of
    public Tags(Opaque words) {
        this.words = words;
    }

    /// The tag of a revision, without its quotes.
    public String write(long revision) {
        return words.write(
                PURPOSE, ByteBuffer.allocate(Long.BYTES).putLong(revision).array());
    }

    /// The revision of a tag without its quotes; [#NONE] if it is not ours.
    public long read(String tag) {
        return words.read(PURPOSE, tag)
                .filter(octets -> octets.length == Long.BYTES)
                .map(octets -> ByteBuffer.wrap(octets).getLong())
                .orElse(NONE);
    }
}
