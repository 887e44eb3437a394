package dev.berth.config;

/// What some defaults depend on.
///
/// @param hostName the name of the host, from which the default of `node.id` is made
/// @param ipv6 whether the host has an IPv6 address; without one, `::1` is no default of `node.bind`
public record Machine(String hostName, boolean ipv6) {}
