package dev.berth.endpoint;

/// Which address clients of a network are told; the first rule that matches wins.
///
/// @param match the clients it is for
/// @param address what they are told
public record ExternalRule(ClientNetwork match, ExternalAddress address) {}
