package dev.berth.net;

/// The first places of a connection's pipeline, in the order in which octets come in: the PROXY header. Behind it is
/// [TlsSlot], then who reads lines or data. A handler that joins later is put right before its reader, never first:
/// at that moment the PROXY slot may still hold octets that came behind the header.
final class Slots {

    /// Parses the PROXY header; leaves when it has.
    static final String PROXY_CODEC = "proxy-codec";

    /// Judges it; leaves with it.
    static final String PROXY = "proxy";

    private Slots() {}
}
