package dev.berth.tls;

import org.jspecify.annotations.Nullable;

/// A certificate or key that cannot be used, with the reason as a sentence for who gave it.
public final class UnusableCertificate extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param sentence what is wrong, without a full stop
    public UnusableCertificate(String sentence, @Nullable Throwable cause) {
        super(sentence, cause, false, false);
    }
}
