package dev.berth.account;

import java.time.Instant;

/// What has become of an account since its login.
public sealed interface Fate {

    /// It may go on.
    ///
    /// @param account with what it may do now
    /// @param until when it ends by itself; [Instant#MAX] if never
    record Stands(Account account, Instant until) implements Fate {}

    /// It may not go on.
    ///
    /// @param words why, for the client
    record Ended(String words) implements Fate {}
}
