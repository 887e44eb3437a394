package dev.berth.config;

import static dev.berth.config.Setting.setting;

import java.net.InetAddress;
import java.util.List;

/// `admin.*`: the admin API.
///
/// @param bind `admin.bind`, a literal address; loopback only until the API speaks TLS
/// @param port `admin.port`, 0 for any free one
public record AdminConfig(String bind, int port) {

    static final Setting<String> BIND = setting(
            "admin.bind",
            "127.0.0.1",
            Rule.address(
                    "a loopback address such as 127.0.0.1 or ::1, for the API has no TLS yet",
                    InetAddress::isLoopbackAddress),
            "The address of the admin API.");

    static final Setting<Integer> PORT =
            setting("admin.port", 8421, Rule.whole(0, 65_535), "The port of the admin API; 0 takes any that is free.");

    static final List<Setting<?>> SETTINGS = List.of(BIND, PORT);

    /// @throws ConfigurationInvalid if a value breaks its rule
    public AdminConfig {
        BIND.require(bind);
        PORT.require(port);
    }

    static AdminConfig read(Values values) {
        return new AdminConfig(values.get(BIND), values.get(PORT));
    }
}
