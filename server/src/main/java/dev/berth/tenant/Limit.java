package dev.berth.tenant;

import java.util.Arrays;
import java.util.Optional;

/// What a tenant or an account may do only so much of.
public enum Limit {
    /// Octets per second over all data connections to clients: of a tenant, or of one account.
    DOWNLOAD("download", Unit.RATE, Holder.BOTH),
    /// Octets per second over all data connections from clients: of a tenant, or of one account.
    UPLOAD("upload", Unit.RATE, Holder.BOTH),
    /// Octets per second to clients, of each account of a tenant.
    DOWNLOAD_PER_ACCOUNT("downloadPerAccount", Unit.RATE, Holder.TENANT),
    /// Octets per second from clients, of each account of a tenant.
    UPLOAD_PER_ACCOUNT("uploadPerAccount", Unit.RATE, Holder.TENANT),
    /// Octets per second to the client of each session.
    DOWNLOAD_PER_SESSION("downloadPerSession", Unit.RATE, Holder.BOTH),
    /// Octets per second from the client of each session.
    UPLOAD_PER_SESSION("uploadPerSession", Unit.RATE, Holder.BOTH),
    /// Sessions that are logged in at the same time: of a tenant, or of one account.
    SESSIONS("sessions", Unit.COUNT, Holder.BOTH),
    /// Sessions of each account of a tenant.
    SESSIONS_PER_ACCOUNT("sessionsPerAccount", Unit.COUNT, Holder.TENANT),
    /// Sessions of a tenant from each client address.
    SESSIONS_PER_ADDRESS("sessionsPerAddress", Unit.COUNT, Holder.TENANT),
    /// Transfers, listings included, at the same time: of a tenant, or of one account.
    TRANSFERS("transfers", Unit.COUNT, Holder.BOTH),
    /// Transfers of each account of a tenant.
    TRANSFERS_PER_ACCOUNT("transfersPerAccount", Unit.COUNT, Holder.TENANT),
    /// Commands per second of each session.
    COMMANDS("commandsPerSecond", Unit.COUNT, Holder.BOTH),
    /// Logins per minute that are tried at a tenant.
    LOGINS("loginsPerMinute", Unit.COUNT, Holder.TENANT),
    /// Logins per minute that are tried at a tenant from each client address.
    LOGINS_PER_ADDRESS("loginsPerMinutePerAddress", Unit.COUNT, Holder.TENANT),
    /// Failed logins at a tenant that ban a client address from it; none for the node's own number.
    FAILED_LOGINS_PER_ADDRESS("failedLoginsPerAddress", Unit.FAILURES, Holder.TENANT),
    /// Failed logins at a tenant that ban a network from it; none for the node's own number.
    FAILED_LOGINS_PER_NETWORK("failedLoginsPerNetwork", Unit.FAILURES, Holder.TENANT),
    /// For how many seconds a failed login counts towards a ban; none for the node's own time.
    FAILED_LOGINS_WINDOW("failedLoginsWindow", Unit.WINDOW, Holder.TENANT),
    /// Failed logins after which the next wait longer; none for the node's own number.
    FAILED_LOGINS_BEFORE_DELAY("failedLoginsBeforeDelay", Unit.FAILURES, Holder.TENANT),
    /// How many seconds a first ban from a tenant lasts; none for the node's own time.
    BAN_DURATION("banDuration", Unit.BAN, Holder.TENANT),
    /// Octets of the largest file that may be stored.
    FILE_SIZE("fileSize", Unit.SIZE, Holder.BOTH),
    /// How many directories may lie in each other, below the home of an account.
    DEPTH("depth", Unit.COUNT, Holder.BOTH),
    /// Entries of each directory.
    ENTRIES("entries", Unit.COUNT, Holder.BOTH);

    /// What is counted.
    private enum Unit {
        /// Octets per second. A rate that is too small for anybody would look like a fault.
        RATE(1_000, 1_000_000_000_000L, "no limit"),
        /// How many.
        COUNT(1, 1_000_000, "no limit"),
        /// How many logins that have failed.
        FAILURES(1, 1_000_000, "what the node says"),
        /// Octets.
        SIZE(1, 1_000_000_000_000_000L, "no limit"),
        /// Seconds that something counts.
        WINDOW(1, 86_400, "what the node says"),
        /// Seconds that somebody is kept out.
        BAN(1, 2_592_000, "what the node says");

        private final long least;
        private final long most;
        private final String none;

        /// @param none what holds without a number
        Unit(long least, long most, String none) {
            this.least = least;
            this.most = most;
            this.none = none;
        }
    }

    private enum Holder {
        TENANT,
        BOTH
    }

    private final String key;
    private final Unit unit;
    private final Holder holder;

    Limit(String key, Unit unit, Holder holder) {
        this.key = key;
        this.unit = unit;
        this.holder = holder;
    }

    /// Its name where it is kept and in the admin API.
    public String key() {
        return key;
    }

    /// Whether a single account may have it as well.
    public boolean isForAccounts() {
        return holder == Holder.BOTH;
    }

    /// Whether a number is possible.
    public boolean allows(long number) {
        return number >= unit.least && number <= unit.most;
    }

    /// The possible number that is nearest.
    public long nearest(long number) {
        return Math.clamp(number, unit.least, unit.most);
    }

    /// The rule in words, for messages.
    public String rule() {
        return "a whole number from " + unit.least + " to " + unit.most + "; leave it out for " + unit.none;
    }

    /// Finds one by its key.
    public static Optional<Limit> named(String key) {
        return Arrays.stream(values()).filter(limit -> limit.key.equals(key)).findFirst();
    }
}
