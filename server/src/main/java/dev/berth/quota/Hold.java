package dev.berth.quota;

/// What a running transfer has set aside.
///
/// @param id unique in the process
/// @param payer from whose quota
/// @param amount how much
public record Hold(long id, Owner payer, Amount amount) {}
