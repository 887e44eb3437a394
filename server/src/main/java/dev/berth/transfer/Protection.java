package dev.berth.transfer;

import dev.berth.net.TlsContext;
import dev.berth.net.TlsFacts;

/// What AUTH, PBSZ and PROT have agreed (RFC 4217). The socket's owner says when the handshake is done; a session
/// never claims it.
public sealed interface Protection {

    /// No TLS so far.
    record Clear() implements Protection {}

    /// AUTH was accepted, or the listener is an implicit one; the handshake runs.
    ///
    /// @param sized PBSZ counts as sent
    /// @param data what is in force until PROT
    record Starting(boolean sized, Level data) implements Protection {
        /// The handshake is done.
        public Secured secured(TlsContext context, TlsFacts facts) {
            return new Secured(context, facts, sized, data, true, this);
        }
    }

    /// The control connection has had its handshake.
    ///
    /// @param context what data connections use too
    /// @param facts what was agreed
    /// @param sized PBSZ was sent (RFC 4217 §8)
    /// @param data the level of data connections (RFC 4217 §9)
    /// @param controlEncrypted false after CCC
    /// @param begun what was in force before PBSZ and PROT
    record Secured(
            TlsContext context, TlsFacts facts, boolean sized, Level data, boolean controlEncrypted, Starting begun)
            implements Protection {

        /// After PBSZ.
        public Secured withSize() {
            return new Secured(context, facts, true, data, controlEncrypted, begun);
        }

        /// After PROT.
        public Secured with(Level other) {
            return new Secured(context, facts, sized, other, controlEncrypted, begun);
        }

        /// After CCC.
        public Secured cleared() {
            return new Secured(context, facts, sized, data, false, begun);
        }

        @Override
        public Secured reinitialised() {
            return new Secured(context, facts, begun.sized(), begun.data(), controlEncrypted, begun);
        }
    }

    /// How data connections are protected.
    enum Level {
        /// `PROT C`: not at all.
        CLEAR,
        /// `PROT P`: by TLS.
        PRIVATE
    }

    /// Whether commands and replies are encrypted at this moment.
    default boolean isControlEncrypted() {
        return this instanceof Secured secured && secured.controlEncrypted();
    }

    /// Whether data connections are.
    default boolean isDataPrivate() {
        return this instanceof Secured secured && secured.data() == Level.PRIVATE;
    }

    /// After REIN: what PBSZ and PROT have agreed is forgotten, the TLS of the control connection stays.
    default Protection reinitialised() {
        return this;
    }

    /// Gives the TLS of the session back, when it is over.
    default void release() {
        if (this instanceof Secured secured) {
            secured.context().release();
        }
    }
}
