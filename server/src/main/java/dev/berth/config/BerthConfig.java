package dev.berth.config;

import io.vertx.core.json.JsonObject;
import java.util.List;

/// All settings of a node.
public record BerthConfig(
        NodeConfig node,
        DatabaseConfig database,
        LoginConfig login,
        SessionConfig session,
        BanConfig ban,
        PassiveConfig passive,
        TransferConfig transfer,
        TlsConfig tls,
        ProxyConfig proxy,
        StorageConfig storage,
        CommandConfig command,
        AdminConfig admin,
        AuditConfig audit,
        DemoConfig demo,
        LogConfig log,
        TraceConfig trace) {

    /// Makes the records of what was written.
    ///
    /// @param merged sections with keys, as all sources together gave them; what is missing has its default
    /// @param machine what some defaults depend on
    /// @param found what the sources themselves have found wrong; reported together with the rest
    /// @throws ConfigurationInvalid with everything that is wrong
    public static BerthConfig read(JsonObject merged, Machine machine, List<Fault> found) {
        Values values = new Values(merged);
        values.add(found);
        NodeConfig node = NodeConfig.read(values, machine);
        DatabaseConfig database = DatabaseConfig.read(values);
        LoginConfig login = LoginConfig.read(values);
        SessionConfig session = SessionConfig.read(values);
        BanConfig ban = BanConfig.read(values);
        PassiveConfig passive = PassiveConfig.read(values);
        TransferConfig transfer = TransferConfig.read(values);
        TlsConfig tls = TlsConfig.read(values);
        ProxyConfig proxy = ProxyConfig.read(values);
        StorageConfig storage = StorageConfig.read(values, node.data());
        CommandConfig command = CommandConfig.read(values);
        AdminConfig admin = AdminConfig.read(values);
        AuditConfig audit = AuditConfig.read(values);
        DemoConfig demo = DemoConfig.read(values, admin);
        LogConfig log = LogConfig.read(values);
        TraceConfig trace = TraceConfig.read(values);
        values.refuseFaults();
        return new BerthConfig(
                node, database, login, session, ban, passive, transfer, tls, proxy, storage, command, admin, audit,
                demo, log, trace);
    }
}
