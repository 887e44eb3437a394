package dev.berth.storage;

/// A file operation that was not done. The reason becomes the reply; the message is for the log only, but for
/// QUOTA_REACHED.
public final class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What went wrong, in the terms of the replies.
    public enum Reason {
        NOT_FOUND,
        ALREADY_EXISTS,
        NOT_A_DIRECTORY,
        IS_A_DIRECTORY,
        NOT_EMPTY,
        /// The operating system or the confinement does not let it.
        DENIED,
        /// The name cannot be one: too long, or not allowed by the file system.
        NAME_REFUSED,
        /// It is a shared folder, or has one in it: neither is removed or renamed by who has it.
        SHARED_FOLDER,
        /// One of both places is in a shared folder, and the other is not.
        OTHER_FOLDER,
        /// Another session is writing it.
        BUSY,
        /// Another session has replaced or removed it, so that what was written is lost.
        REPLACED,
        /// The restart point is beyond the end.
        BEYOND_END,
        /// Fewer or more octets came than the range has.
        NOT_THE_RANGE,
        NO_SPACE,
        /// The message is a sentence for the client.
        QUOTA_REACHED,
        /// What the quota leaves cannot be told at this moment.
        ROOM_UNKNOWN,
        /// The storage cannot do this at all.
        UNSUPPORTED,
        /// It was called off; see [LongTask].
        CANCELLED,
        /// Anything else: an input/output error.
        BROKEN
    }

    private final Reason reason;

    public StorageException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public StorageException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /// What went wrong.
    public Reason reason() {
        return reason;
    }
}
