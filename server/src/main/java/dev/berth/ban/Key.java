package dev.berth.ban;

/// What is counted in [Windows]. Keys are digests, spread evenly over all numbers.
record Key(long high, long low) {}
