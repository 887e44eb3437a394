package dev.berth.config;

import static dev.berth.config.Setting.setting;

import java.util.ArrayList;
import java.util.List;

/// `demo.*`: what an empty directory is filled with at the first start.
///
/// @param enabled `demo.enabled`
/// @param port `demo.port`, the control port of the first demo tenant; the second has the next one, and the
///     endpoint that both share the one after it
/// @param passivePort `demo.passivePort`, where the two passive ranges of 100 ports begin, one behind the other
public record DemoConfig(boolean enabled, int port, int passivePort) {

    /// How many control ports the demo opens.
    public static final int CONTROL_PORTS = 3;

    /// How many passive ports each demo tenant has.
    public static final int RANGE = 100;

    private static final int PASSIVE_PORTS = 2 * RANGE;

    static final Setting<Boolean> ENABLED = setting(
            "demo.enabled",
            true,
            Rule.flag(),
            "Whether an empty directory is filled with two demo tenants at the first start. No for production.");

    static final Setting<Integer> PORT = setting(
            "demo.port",
            2121,
            Rule.whole(1, 65_536 - CONTROL_PORTS),
            "The control port of the demo tenant north; south has the next one, and both share the one after it.");

    static final Setting<Integer> PASSIVE_PORT = setting(
            "demo.passivePort",
            30_000,
            Rule.whole(1024, 65_536 - PASSIVE_PORTS),
            "The first passive port of the demo: 100 for north, and the next 100 for south.");

    static final List<Setting<?>> SETTINGS = List.of(ENABLED, PORT, PASSIVE_PORT);

    /// @throws ConfigurationInvalid if a value breaks its rule
    public DemoConfig {
        ENABLED.require(enabled);
        PORT.require(port);
        PASSIVE_PORT.require(passivePort);
    }

    static DemoConfig read(Values values, AdminConfig admin) {
        DemoConfig demo = new DemoConfig(values.get(ENABLED), values.get(PORT), values.get(PASSIVE_PORT));
        if (demo.enabled) {
            values.add(demo.clashes());
            values.add(demo.clashes(admin.port(), AdminConfig.PORT));
            admin.healthPort().ifPresent(health -> values.add(demo.clashes(health, AdminConfig.HEALTH_PORT)));
        }
        return demo;
    }

    private List<Fault> clashes() {
        List<Fault> found = new ArrayList<>();
        if (port < passivePort + PASSIVE_PORTS && passivePort < port + CONTROL_PORTS) {
            found.add(
                    PASSIVE_PORT.clash(passivePort, span(passivePort, PASSIVE_PORTS), span(port, CONTROL_PORTS), PORT));
        }
        return found;
    }

    private List<Fault> clashes(int own, Setting<?> setting) {
        List<Fault> found = new ArrayList<>();
        if (port <= own && own < port + CONTROL_PORTS) {
            found.add(PORT.clash(port, span(port, CONTROL_PORTS), String.valueOf(own), setting));
        }
        if (passivePort <= own && own < passivePort + PASSIVE_PORTS) {
            found.add(PASSIVE_PORT.clash(passivePort, span(passivePort, PASSIVE_PORTS), String.valueOf(own), setting));
        }
        return found;
    }

    private static String span(int first, int count) {
        return first + "-" + (first + count - 1);
    }
}
