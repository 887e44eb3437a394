package dev.berth.transfer;

import io.vertx.core.Context;
import io.vertx.core.Promise;

/// A PASV that is held back because all ports wait for its client.
///
/// @param session the context of the session
/// @param promise completed on that context
record Waiter(Context session, Promise<Reservation> promise) {}
