package dev.berth.transfer;

import dev.berth.net.TlsContext;
import dev.berth.tenant.TlsPolicy;

/// How one data connection is protected, fixed when its transfer begins.
public sealed interface DataSecurity {

    /// Not at all.
    record Clear() implements DataSecurity {}

    /// By TLS.
    ///
    /// @param context that of the control connection
    /// @param policy what the tenant demands
    record Tls(TlsContext context, TlsPolicy policy) implements DataSecurity {}

    /// Keeps it until [#release], even when the session ends before the transfer.
    default DataSecurity hold() {
        return switch (this) {
            case Clear clear -> clear;
            case Tls tls -> new Tls(tls.context().retain(), tls.policy());
        };
    }

    /// Gives up what [#hold] kept.
    default void release() {
        if (this instanceof Tls tls) {
            tls.context().release();
        }
    }

    /// What a session's protection means for its next data connection.
    static DataSecurity of(Protection protection, TlsPolicy policy) {
        return protection instanceof Protection.Secured secured && secured.isDataPrivate()
                ? new Tls(secured.context(), policy)
                : new Clear();
    }
}
