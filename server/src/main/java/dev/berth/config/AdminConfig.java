package dev.berth.config;

/// `admin.*`: the admin API.
///
/// @param bind `admin.bind`, a literal address; loopback only until the API speaks TLS
/// @param port `admin.port`, 0 for any free one
public record AdminConfig(String bind, int port) {}
