package dev.berth.audit;

import java.time.Instant;

/// Which record: its time, then the process that made it and its number there. Records are listed in this order.
///
/// @param at when, in microseconds at the finest
/// @param source drawn by chance when the process began
/// @param number in the order of that process
public record AuditKey(Instant at, long source, long number) {}
