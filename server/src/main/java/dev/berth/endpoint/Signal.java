package dev.berth.endpoint;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What may tell, besides the listener itself, which tenant a session is for. A listener takes notice only of what it
/// has been given. In the order of their weight.
public enum Signal {
    /// The destination in the PROXY header: an address that is one tenant's own.
    DESTINATION,
    /// The name that the client asks for in its TLS handshake (SNI, RFC 6066 §3).
    SNI,
    /// HOST (RFC 7151).
    HOST,
    /// `USER user@tenant`, split at the last `@`.
    LOGIN_AT,
    /// `USER tenant|user`, split at the first `|`.
    LOGIN_BAR,
    /// `USER tenant/user`, split at the first `/`.
    LOGIN_SLASH;

    /// The words for them, for messages.
    public static final String WORDS = Arrays.stream(values()).map(Signal::word).collect(Collectors.joining(", "));

    private static final Set<Signal> USUAL = Set.of(HOST, LOGIN_AT, LOGIN_BAR);

    /// What a listener takes notice of: what it was given; if that is nothing, on a shared one what is usual, and on a
    /// tenant's own nothing at all, so that the whole login is the user's name.
    ///
    /// @param owned whether the listener is one tenant's own
    public static Set<Signal> of(Collection<Signal> given, boolean owned) {
        if (given.isEmpty()) {
            return owned ? Set.of() : USUAL;
        }
        return Set.copyOf(given);
    }

    /// Several as a set that iterates in their order.
    public static Set<Signal> inOrder(Collection<Signal> signals) {
        return signals.isEmpty() ? EnumSet.noneOf(Signal.class) : EnumSet.copyOf(signals);
    }

    /// What requests and rows call it.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Reads a [#word].
    ///
    /// @throws IllegalArgumentException for any other
    public static Signal parse(String word) {
        return Arrays.stream(values())
                .filter(signal -> signal.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not one of " + WORDS));
    }
}
