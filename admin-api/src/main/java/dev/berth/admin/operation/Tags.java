package dev.berth.admin.operation;

import java.nio.ByteBuffer;

/// Entity tags (RFC 9110 §8.8.3): revisions that only we can read, for they count the changes of all tenants,
/// each of one thing: the tag of another one is none.
public final class Tags {

    /// The revision of a tag that is none of ours: nothing has it.
    public static final long NONE = -1;

    /// Said of a tag that is not that of what there is.
    public static final String STALE = "If-Match: the tag given is not that of what there is now; read it again";

    private static final String PURPOSE = "tag\n";

    private final Opaque words;

    /// @param words what they are made of
    public Tags(Opaque words) {
        this.words = words;
    }

    /// The tag of a revision, without its quotes.
    ///
    /// @param thing whose it is: its path
    public String write(String thing, long revision) {
        return words.write(
                PURPOSE + thing,
                ByteBuffer.allocate(Long.BYTES).putLong(revision).array());
    }

    /// The revision of a tag without its quotes; [#NONE] if it is not one of this thing.
    public long read(String thing, String tag) {
        return words.read(PURPOSE + thing, tag)
                .filter(octets -> octets.length == Long.BYTES)
                .map(octets -> ByteBuffer.wrap(octets).getLong())
                .orElse(NONE);
    }
}
