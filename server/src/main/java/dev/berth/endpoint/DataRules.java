package dev.berth.endpoint;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/// What a tenant allows of data connections.
///
/// @param ports how clients share its own passive ports
/// @param passive PASV, and what it tells
/// @param active PORT and EPRT
/// @param fxp whether accounts with that permission may move files straight between two servers
/// @param fxpPorts how many of the last ports of its own range are for FXP only; there a data connection may come
///     from anywhere, which is why there are none unless asked for
/// @param limits how many data connections its clients may wait for
/// @param idle how long its clients may be silent
public record DataRules(
        PortRules ports, Passive passive, Active active, boolean fxp, int fxpPorts, Limits limits, Idle idle) {

    /// The rules of a tenant that has said nothing.
    public static final DataRules DEFAULT =
            new DataRules(PortRules.DEFAULT, Passive.DEFAULT, Active.DEFAULT, false, 0, Limits.NONE, Idle.OF_NODE);

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

    /// PASV.
    ///
    /// @param enabled whether it is possible; EPSV, which tells no address, always is
    /// @param dnsRefresh how often the names of external addresses are looked up, in the background
    public record Passive(boolean enabled, Duration dnsRefresh) {

        /// The usual.
        public static final Passive DEFAULT = new Passive(true, Duration.ofMinutes(1));

        /// The least and the most seconds between two look-ups.
        public static final int LEAST_REFRESH = 30;

        public static final int MOST_REFRESH = 300;

        /// The rule in words, for messages.
        public static final String REFRESH_RULE =
                "a whole number of seconds from " + LEAST_REFRESH + " to " + MOST_REFRESH;

        /// @throws IllegalArgumentException if the time is out of its bounds
        public Passive {
            if (dnsRefresh.toSeconds() < LEAST_REFRESH || dnsRefresh.toSeconds() > MOST_REFRESH) {
                throw new IllegalArgumentException("dnsRefresh is " + REFRESH_RULE);
            }
        }
    }

    /// PORT and EPRT.
    ///
    /// @param enabled whether they are possible at all; behind address translation they are of no use
    /// @param fromPort20 whether the server dials from port 20, as RFC 959 §3.2 says and old firewalls expect;
    ///     where the process may not use that port, it takes any other
    /// @param privilegedTargets whether a client may ask for a port below 1024 of its own address
    /// @param source the address that the server dials from, for clients of its family; empty for the address
    ///     of the control connection
    public record Active(
            boolean enabled, boolean fromPort20, boolean privilegedTargets, Optional<SourceAddress> source) {

        /// The usual.
        public static final Active DEFAULT = new Active(true, false, false, Optional.empty());

        /// Where a data connection is dialled from.
        ///
        /// @param target where it goes
        /// @param local the address of the control connection
        public InetAddress from(InetAddress target, InetAddress local) {
            return source.map(SourceAddress::address)
                    .filter(address -> address.getClass() == target.getClass())
                    .orElse(local);
        }
    }

    /// How long a session of the tenant may be silent, and one of its data connections may stand still.
    ///
    /// @param control empty for the node's `session.idleTimeout`; a client may ask for another by SITE IDLE
    /// @param data empty for the node's `transfer.idleTimeout`
    public record Idle(Optional<Duration> control, Optional<Duration> data) {

        /// As the node has it.
        public static final Idle OF_NODE = new Idle(Optional.empty(), Optional.empty());

        /// The least and the most seconds.
        public static final int LEAST = 10;

        public static final int MOST = 86_400;

        /// The rule in words, for messages.
        public static final String RULE = "a whole number of seconds from " + LEAST + " to " + MOST;

        /// @throws IllegalArgumentException if a time is out of its bounds
        public Idle {
            if (control.filter(Idle::isWrong).isPresent()
                    || data.filter(Idle::isWrong).isPresent()) {
                throw new IllegalArgumentException("an idle time is " + RULE);
            }
        }

        private static boolean isWrong(Duration time) {
            return time.toSeconds() < LEAST || time.toSeconds() > MOST;
        }
    }
}
