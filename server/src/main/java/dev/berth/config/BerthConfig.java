package dev.berth.config;

/// All settings of a node.
public record BerthConfig(
        NodeConfig node,
        DatabaseConfig database,
        LoginConfig login,
        SessionConfig session,
        PassiveConfig passive,
        TransferConfig transfer,
        StorageConfig storage,
        AdminConfig admin,
        DemoConfig demo,
        LogConfig log) {}
