package dev.berth.storage;

import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// A file being written. One [#write] at a time; it ends with exactly one [#commit] or [#abandon].
public interface Upload {

    /// Writes all of the buffers behind what was written before, off the event loop. They must not be touched
    /// until the future completes.
    Future<Void> write(ByteBuffer[] buffers);

    /// How many octets were written by this upload so far.
    long written();

    /// What a file has at this moment that would give way to this upload if it were published now: the whole file that
    /// has the name, or what is behind the point where it is written in place.
    Future<Growth> replaces();

    /// Bounds what it may become: new content (`Replace`) that would make the files grow by more, because what it was
    /// to replace is gone or smaller meanwhile, is neither published ([StorageException.Reason#QUOTA_REACHED]) nor
    /// kept. Where it is written in place, whoever writes has to ask [#replaces] first.
    ///
    /// @param most asked at the end, on any thread
    void boundBy(Supplier<Growth> most);

    /// Bounds how many entries the directory may have: new content (`Replace`) under a name that nothing has is
    /// neither published ([StorageException.Reason#QUOTA_REACHED]) nor kept where there are so many already.
    ///
    /// @param most [Long#MAX_VALUE] for no bound; asked at the end, on any thread
    void among(LongSupplier most);

    /// By how much the files have grown, a file that was replaced taken off; known when [#commit] or [#abandon] is
    /// done.
    Growth growth();

    /// Makes it durable (as the durability setting says) and publishes it.
    ///
    /// @return the whole file's size in octets
    Future<Long> commit();

    /// Ends without success: an existing file stays as it was (`Replace`) or keeps what arrived (`Append`,
    /// `ResumeAt`, `Within`); if there was none, what arrived is kept under the name so that clients can resume,
    /// unless the setting says discard.
    Future<Void> abandon();

    /// Ends without success, and keeps nothing of a new file (`Replace`), whatever the setting says. Else as
    /// [#abandon].
    Future<Void> discard();
}
