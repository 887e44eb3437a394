package dev.berth.endpoint;

import java.util.Optional;

/// What a tenant allows of data connections.
///
/// @param ports how clients share its own passive ports
/// @param active PORT and EPRT
/// @param fxp whether accounts with that permission may move files straight between two servers
/// @param fxpPorts how many of the last ports of its own range are for FXP only; there a data connection may come
///     from anywhere, which is why there are none unless asked for
/// @param limits how many data connections its clients may wait for
public record DataRules(PortRules ports, Active active, boolean fxp, int fxpPorts, Limits limits) {

    /// The rules of a tenant that has said nothing.
    public static final DataRules DEFAULT =
            new DataRules(PortRules.DEFAULT, new Active(true, false, false), false, 0, Limits.NONE);

    /// The rule in words, for messages.
    public static final String FXP_PORTS_RULE = "a whole number from 0 to 1000, less than the tenant has ports";

    /// @throws IllegalArgumentException if a number is out of its bounds
    public DataRules {
        if (fxpPorts < 0 || fxpPorts > 1000) {
            throw new IllegalArgumentException("fxpPorts is " + FXP_PORTS_RULE);
        }
    }

    /// How many data connections may be waited for at the same time; beyond, PASV and EPSV are answered with 425.
    /// The node's own limits (`passive.maxPerAccount`, `passive.maxPerAddress`) hold as well.
    ///
    /// @param perAccount by one account in all of its sessions; empty for the node's limit
    /// @param perAddress from one client address; empty for the node's limit
    public record Limits(Optional<Integer> perAccount, Optional<Integer> perAddress) {

        /// None but the node's.
        public static final Limits NONE = new Limits(Optional.empty(), Optional.empty());

        /// The rule in words, for messages.
        public static final String RULE = "a whole number from 1 to 1000000";

        /// @throws IllegalArgumentException if a number is out of its bounds
        public Limits {
            if (perAccount.filter(Limits::isWrong).isPresent()
                    || perAddress.filter(Limits::isWrong).isPresent()) {
                throw new IllegalArgumentException("a limit is " + RULE);
            }
        }

        private static boolean isWrong(int limit) {
            return limit < 1 || limit > 1_000_000;
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
