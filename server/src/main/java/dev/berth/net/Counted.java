package dev.berth.net;

/// Something on its way out.
interface Counted {

    /// How many of its octets have gone. May be called from any thread.
    long transferred();
}
