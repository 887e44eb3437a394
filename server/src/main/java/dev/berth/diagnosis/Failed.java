package dev.berth.diagnosis;

import java.time.Instant;

/// The last act of a session that failed.
///
/// @param at when
/// @param cause why
/// @param mended whether a login or a transfer has succeeded since
public record Failed(Instant at, Cause cause, boolean mended) {}
