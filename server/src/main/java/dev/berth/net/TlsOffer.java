package dev.berth.net;

import io.vertx.core.Future;

/// Decides, when a client has said hello, with which certificate and on what terms it is answered.
@FunctionalInterface
public interface TlsOffer {

    /// Makes the context of one control session.
    ///
    /// @return may complete later, on any thread; a failure ends the connection
    Future<TlsContext> answer(ClientHello hello);
}
