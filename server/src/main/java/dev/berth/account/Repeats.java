package dev.berth.account;

import io.vertx.core.Future;

/// What is remembered of requests that may come again, for a day, by the caller and the key that it gave.
public interface Repeats {

    /// Begins a request.
    ///
    /// @param caller who it is
    /// @param key what the caller calls the request
    /// @param request a hash of the request
    Future<Begun> begin(Administrator.Proof caller, String key, String request);

    /// The request was done.
    Future<Void> answered(Administrator.Proof caller, String key, Kept answer);

    /// The request was refused, or has failed: it may come again.
    Future<Void> forget(Administrator.Proof caller, String key);

    /// What there was before.
    sealed interface Begun {

        /// Nothing: it is to be done.
        record First() implements Begun {}

        /// It is being done.
        record Running() implements Begun {}

        /// The key stands for another request.
        record Other() implements Begun {}

        /// It was done.
        record Done(Kept answer) implements Begun {}
    }

    /// An answer.
    ///
    /// @param status of HTTP
    /// @param headers an object of JSON
    /// @param body an object of JSON; empty for none
    record Kept(int status, String headers, String body) {}
}
