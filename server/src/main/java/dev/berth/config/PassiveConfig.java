package dev.berth.config;

import static dev.berth.config.Setting.setting;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// `passive.*`: passive data connections.
///
/// @param connectTimeout `passive.connectTimeout`, how long an announced port waits for the client
/// @param waitTimeout `passive.waitTimeout`, how long a PASV is held back when all ports wait for this client
/// @param maxWaiters `passive.maxWaiters`, how many may be held back per client address
/// @param maxPerAccount `passive.maxPerAccount`, how many ports may be announced to one account or awaited by it
/// @param maxPerAddress `passive.maxPerAddress`, the same for one client address
/// @param quarantine `passive.quarantine`, how long an expired port is not announced to the same address again
/// @param backlog `passive.backlog`, of the listening sockets
/// @param externalAddress `passive.externalAddress`, what the node is called outside; empty if it is nothing else
public record PassiveConfig(
        Duration connectTimeout,
        Duration waitTimeout,
        int maxWaiters,
        int maxPerAccount,
        int maxPerAddress,
        Duration quarantine,
        int backlog,
        Optional<String> externalAddress) {

    static final Setting<Duration> CONNECT_TIMEOUT = setting(
            "passive.connectTimeout",
            "20s",
            Rule.duration("10ms", "1h"),
            "How long a port announced by 227 or 229 waits for the client; then 425.");

    static final Setting<Duration> WAIT_TIMEOUT = setting(
            "passive.waitTimeout",
            "5s",
            Rule.duration("0ms", "5m"),
            "How long a PASV or EPSV is held back while all ports wait for this client's address; then 425.");

    static final Setting<Integer> MAX_WAITERS = setting(
            "passive.maxWaiters",
            2048,
            Rule.whole(0, 1_000_000),
            "How many PASV and EPSV may be held back per client address.");

    static final Setting<Integer> MAX_PER_ACCOUNT = setting(
            "passive.maxPerAccount",
            4096,
            Rule.whole(1, 1_000_000),
            "How many data connections one account may wait for, in all of its sessions; then 425.");

    static final Setting<Integer> MAX_PER_ADDRESS = setting(
            "passive.maxPerAddress",
            4096,
            Rule.whole(1, 1_000_000),
            "How many data connections one client address may wait for, in each pool of ports; then 425.");

    static final Setting<Duration> QUARANTINE = setting(
            "passive.quarantine",
            "30s",
            Rule.duration("0ms", "1h"),
            "How long a port that nobody reached is not announced to the same address again.");

    static final Setting<Integer> BACKLOG = setting(
            "passive.backlog",
            1024,
            Rule.whole(1, 65_535),
            "How many connections the system may hold ready on a passive port before they are accepted.");

    private static final Pattern PLACE = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}"
            + "|(?=.{1,253}$)(?=.*[A-Za-z])[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
            + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+");

    static final Setting<Optional<String>> EXTERNAL_ADDRESS = setting(
            "passive.externalAddress",
            "",
            Rule.optional(
                    Rule.text(
                            "an IPv4 address or a DNS name, such as 203.0.113.5 or ftp.example.net",
                            text -> PLACE.matcher(text).matches()),
                    "none"),
            "Behind address translation, what auto tells clients from the internet in 227, since the node itself sees only"
                    + " a private address.");

    static final List<Setting<?>> SETTINGS = List.of(
            CONNECT_TIMEOUT,
            WAIT_TIMEOUT,
            MAX_WAITERS,
            MAX_PER_ACCOUNT,
            MAX_PER_ADDRESS,
            QUARANTINE,
            BACKLOG,
            EXTERNAL_ADDRESS);

    /// @throws ConfigurationInvalid if a value breaks its rule
    public PassiveConfig {
        CONNECT_TIMEOUT.require(connectTimeout);
        WAIT_TIMEOUT.require(waitTimeout);
        MAX_WAITERS.require(maxWaiters);
        MAX_PER_ACCOUNT.require(maxPerAccount);
        MAX_PER_ADDRESS.require(maxPerAddress);
        QUARANTINE.require(quarantine);
        BACKLOG.require(backlog);
        EXTERNAL_ADDRESS.require(externalAddress);
    }

    static PassiveConfig read(Values values) {
        return new PassiveConfig(
                values.get(CONNECT_TIMEOUT),
                values.get(WAIT_TIMEOUT),
                values.get(MAX_WAITERS),
                values.get(MAX_PER_ACCOUNT),
                values.get(MAX_PER_ADDRESS),
                values.get(QUARANTINE),
                values.get(BACKLOG),
                values.get(EXTERNAL_ADDRESS));
    }
}
