package dev.berth.admin.tenants;

import static java.util.stream.Collectors.joining;

import dev.berth.admin.problem.Fields;
import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.PortRules;
import dev.berth.endpoint.SourceAddress;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Rules for data connections as requests bring them, and as the contract writes them. What a request leaves out is
/// as it usually is.
public final class DataFields {

    private static final int MOST_FXP_PORTS = 1_000;
    private static final int MOST = 1_000_000;

    private DataFields() {}

    /// Reads rules.
    public static Optional<DataRules> rules(Fields fields) {
        var ports = new PortRules(
                one(fields, "key", PortRules.Key.values()).orElse(PortRules.DEFAULT.key()),
                one(fields, "mode", PortRules.Mode.values()).orElse(PortRules.DEFAULT.mode()));
        DataRules.Active active =
                fields.object("active", "active mode", DataFields::active).orElse(DataRules.DEFAULT.active());
        boolean fxp = fields.truth("fxp").orElse(false);
        int fxpPorts = fields.present("fxpPorts")
                ? fields.number("fxpPorts", DataRules.FXP_PORTS_RULE, 0, MOST_FXP_PORTS)
                        .orElse(0)
                : 0;
        var passive = new DataRules.Passive(
                fields.truth("pasv").orElse(DataRules.Passive.DEFAULT.enabled()),
                fields.present("dnsRefresh")
                        ? fields.number(
                                        "dnsRefresh",
                                        DataRules.Passive.REFRESH_RULE,
                                        DataRules.Passive.LEAST_REFRESH,
                                        DataRules.Passive.MOST_REFRESH)
                                .map(Duration::ofSeconds)
                                .orElse(DataRules.Passive.DEFAULT.dnsRefresh())
                        : DataRules.Passive.DEFAULT.dnsRefresh());
        DataRules.Idle idle =
                fields.object("idle", "idle times", DataFields::idle).orElse(DataRules.Idle.OF_NODE);
        DataRules.Limits limits =
                fields.object("limits", "limits", DataFields::limits).orElse(DataRules.Limits.NONE);
        return Optional.of(new DataRules(ports, passive, active, fxp, fxpPorts, limits, idle));
    }

    /// Writes rules, with everything that they say.
    public static JsonObject json(DataRules rules) {
        var limits = new JsonObject();
        rules.limits().perAccount().ifPresent(limit -> limits.put("perAccount", limit));
        rules.limits().perAddress().ifPresent(limit -> limits.put("perAddress", limit));
        var idle = new JsonObject();
        rules.idle().control().ifPresent(time -> idle.put("control", time.toSeconds()));
        rules.idle().data().ifPresent(time -> idle.put("data", time.toSeconds()));
        var active = new JsonObject()
                .put("enabled", rules.active().enabled())
                .put("fromPort20", rules.active().fromPort20())
                .put("privilegedTargets", rules.active().privilegedTargets());
        rules.active().source().ifPresent(source -> active.put("sourceAddress", source.toString()));
        return new JsonObject()
                .put("key", name(rules.ports().key()))
                .put("mode", name(rules.ports().mode()))
                .put("pasv", rules.passive().enabled())
                .put("dnsRefresh", rules.passive().dnsRefresh().toSeconds())
                .put("active", active)
                .put("fxp", rules.fxp())
                .put("fxpPorts", rules.fxpPorts())
                .put("limits", limits)
                .put("idle", idle);
    }

    private static Optional<DataRules.Active> active(Fields fields) {
        DataRules.Active usual = DataRules.DEFAULT.active();
        return Optional.of(new DataRules.Active(
                fields.truth("enabled").orElse(usual.enabled()),
                fields.truth("fromPort20").orElse(usual.fromPort20()),
                fields.truth("privilegedTargets").orElse(usual.privilegedTargets()),
                fields.optional("sourceAddress", SourceAddress.RULE, SourceAddress::parse)));
    }

    private static Optional<DataRules.Limits> limits(Fields fields) {
        return Optional.of(new DataRules.Limits(limit(fields, "perAccount"), limit(fields, "perAddress")));
    }

    private static Optional<DataRules.Idle> idle(Fields fields) {
        return Optional.of(new DataRules.Idle(idleTime(fields, "control"), idleTime(fields, "data")));
    }

    private static Optional<Duration> idleTime(Fields fields, String name) {
        return fields.present(name)
                ? fields.number(name, DataRules.Idle.RULE, DataRules.Idle.LEAST, DataRules.Idle.MOST)
                        .map(Duration::ofSeconds)
                : Optional.empty();
    }

    private static Optional<Integer> limit(Fields fields, String name) {
        return fields.present(name) ? fields.number(name, DataRules.Limits.RULE, 1, MOST) : Optional.empty();
    }

    private static <E extends Enum<E>> Optional<E> one(Fields fields, String name, E[] all) {
        String rule = "one of " + Arrays.stream(all).map(DataFields::name).collect(joining(", "));
        return fields.optional(
                name,
                rule,
                text -> Arrays.stream(all)
                        .filter(value -> name(value).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(rule)));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
