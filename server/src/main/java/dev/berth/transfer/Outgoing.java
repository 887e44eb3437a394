package dev.berth.transfer;

import dev.berth.storage.ReadableFile;
import io.vertx.core.Future;
import java.util.OptionalLong;

/// What a transfer sends. Opened before 150; the transfer closes it, whatever happens.
public sealed interface Outgoing {

    /// A file, from an offset on to an end.
    ///
    /// @param file open
    /// @param offset in octets of the file, not beyond its end
    /// @param end in octets of the file, where it is not `ascii`, which goes on to the end of the file
    /// @param ascii whether line ends become CR LF
    /// @param afterReturn whether the octet before, on the wire, is a CR
    record Content(ReadableFile file, long offset, long end, boolean ascii, boolean afterReturn) implements Outgoing {
        @Override
        public OptionalLong expected() {
            return ascii ? OptionalLong.empty() : OptionalLong.of(end - offset);
        }

        @Override
        public Future<Void> close() {
            return file.close();
        }
    }

    /// Text that is made while it is sent, such as a listing.
    record Generated(Pages pages) implements Outgoing {
        @Override
        public void stop() {
            pages.stop();
        }

        @Override
        public Future<Void> close() {
            return pages.close();
        }
    }

    /// Either of them, compressed (MODE Z).
    ///
    /// @param level 1 (quick) to 9 (small)
    record Deflated(Outgoing source, int level) implements Outgoing {
        @Override
        public void stop() {
            source.stop();
        }

        @Override
        public Future<Void> close() {
            return source.close();
        }
    }

    /// Where generated text comes from, a bounded piece at a time.
    interface Pages {
        /// The next octet string; an empty one is the end.
        Future<CharSequence> next();

        /// Nobody wants more of it: [#next] may fail from now on. May be called from any thread.
        default void stop() {}

        /// Gives the handles back.
        Future<Void> close();
    }

    /// How many octets will go over the data connection, if that is known before.
    default OptionalLong expected() {
        return OptionalLong.empty();
    }

    /// Nobody wants more of it, so what searches long for its next piece may give up. May be called from any thread.
    default void stop() {}

    /// Gives the handles back.
    Future<Void> close();
}
