package dev.berth.transfer;

import dev.berth.storage.StorageException;

/// How a transfer ended.
public sealed interface Outcome {

    /// Everything went over, and what was received is published and durable.
    record Completed() implements Outcome {}

    /// No data connection came about: nobody connected in time, or the client could not be dialled.
    ///
    /// @param detail why, in words for the client
    record NoConnection(String detail) implements Outcome {}

    /// The data connection was not protected as the tenant demands, or its handshake failed.
    ///
    /// @param detail why, in words for the client
    /// @param alert what TLS said of it; empty if it said nothing
    record Insecure(String detail, String alert) implements Outcome {}

    /// An upload over TLS ended without close_notify: nobody can tell whether it is whole (RFC 8446 §6.1).
    record Truncated() implements Outcome {}

    /// The data connection broke, or the client vanished.
    record Broken(Throwable cause) implements Outcome {}

    /// What came cannot be read.
    ///
    /// @param detail why, in words for the client
    record Garbled(String detail) implements Outcome {}

    /// Nothing moved for too long.
    record Stalled() implements Outcome {}

    /// ABOR, or the end of the session.
    record Aborted() implements Outcome {}

    /// The account may not do it any more.
    ///
    /// @param words why, for the client
    record Restricted(String words) implements Outcome {}

    /// The storage failed.
    record StorageFailed(StorageException cause) implements Outcome {}
}
