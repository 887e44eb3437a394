package dev.berth.endpoint;

/// What a tenant allows of data connections.
///
/// @param ports how clients share its own passive ports
/// @param active PORT and EPRT
/// @param fxp whether accounts with that permission may move files straight between two servers
/// @param fxpPorts how many of the last ports of its own range are for FXP only; there a data connection may come
///     from anywhere, which is why there are none unless asked for
public record DataRules(PortRules ports, Active active, boolean fxp, int fxpPorts) {

    /// The rules of a tenant that has said nothing.
    public static final DataRules DEFAULT = new DataRules(PortRules.DEFAULT, new Active(true, false, false), false, 0);

    /// The rule in words, for messages.
    public static final String FXP_PORTS_RULE = "a whole number from 0 to 1000, less than the tenant has ports";

    /// @throws IllegalArgumentException if a number is out of its bounds
    public DataRules {
        if (fxpPorts < 0 || fxpPorts > 1000) {
            throw new IllegalArgumentException("fxpPorts is " + FXP_PORTS_RULE);
        }
    }

    /// PORT and EPRT.
    ///
    /// @param enabled whether they are possible at all; behind address translation they are of no use
    /// @param fromPort20 whether the server dials from port 20, as RFC 959 §3.2 says and old firewalls expect;
    ///     where the process may not use that port, it takes any other
    /// @param privilegedTargets whether a client may ask for a port below 1024 of its own address
    public record Active(boolean enabled, boolean fromPort20, boolean privilegedTargets) {}
}
