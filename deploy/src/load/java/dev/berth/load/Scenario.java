package dev.berth.load;

import java.io.IOException;
import java.util.List;

/// One kind of load.
///
/// @param name for the command line, such as `get20`
/// @param what it is, in words
/// @param unit what its rate is given in
/// @param sessions how many at once
/// @param secure over TLS, resumed
/// @param work what each session does again and again
/// @param stored octets of the file that each session stores again and again; 0 if it stores none
/// @param goals what Berth is to reach in it, beside others
record Scenario(
        String name, String what, Unit unit, int sessions, boolean secure, Work work, long stored, List<Goal> goals) {

    /// What counts.
    enum Unit {
        MIB_PER_SECOND("MiB/s"),
        OPERATIONS_PER_SECOND("op/s");

        private final String text;

        Unit(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /// One of many equal pieces of work.
    sealed interface Work {
        /// On a session that is logged in.
        non-sealed interface InSession extends Work {
            /// Does it once.
            ///
            /// @param number of the session among the scenario's, from 0
            void once(FtpConnection session, int number) throws IOException;
        }

        /// Logs in and leaves.
        record Login() implements Work {}
    }

    static final long BIG = 1L << 30;
    static final long LARGE_UPLOAD = 256L << 20;

    private static final List<Goal> DOWN = List.of(Goal.ofPeer(0.95), Goal.cpuOfLimit(1.1));
    private static final List<Goal> UP = List.of(Goal.ofPeer(1), Goal.cpuOfPeer(1));
    private static final List<Goal> SMALL = List.of(Goal.ofPeer(1.2), Goal.ofLimit(0.75), Goal.tailOfPeer());
    private static final List<Goal> ALONE = List.of(Goal.ofPeer(1));
    private static final List<Goal> SECURE = List.of(Goal.ofPeer(1), Goal.cpuOfPeer(0.8));
    private static final List<Goal> SECURE_SMALL = List.of(Goal.ofPeer(1.2));
    private static final List<Goal> LISTED = List.of(Goal.ofPeer(1));

    /// vsftpd and ProFTPD take the most trouble over the process that they make for each login.
    private static final List<Goal> LOGGED_IN = List.of(Goal.ofPeer(1), Goal.of(10, "vsftpd", "proftpd"));

    private static final List<Goal> SECURELY_LOGGED_IN = List.of(Goal.ofLimit(0.9));

    /// All that there are.
    static List<Scenario> all() {
        return List.of(
                get("get1", 1, "big", BIG, false, DOWN),
                get("get8", 8, "big", BIG, false, DOWN),
                get("get20", 20, "big", BIG, false, DOWN),
                get("get64", 64, "big", BIG, false, DOWN),
                get("get200", 200, "big", BIG, false, List.of()),
                put("put1", 1, LARGE_UPLOAD, false, UP),
                put("put8", 8, LARGE_UPLOAD, false, UP),
                put("put20", 20, LARGE_UPLOAD / 4, false, List.of()),
                put("put200", 200, LARGE_UPLOAD / 32, false, List.of()),
                get("get1k-1", 1, "1k", 1024, false, ALONE),
                get("get1k-16", 16, "1k", 1024, false, SMALL),
                get("get64k-1", 1, "64k", 65536, false, ALONE),
                get("get64k-16", 16, "64k", 65536, false, SMALL),
                put("put1k-1", 1, 1024, false, ALONE),
                put("put1k-16", 16, 1024, false, SMALL),
                put("put64k-1", 1, 65536, false, ALONE),
                put("put64k-16", 16, 65536, false, SMALL),
                login("login1", 1, false, List.of()),
                login("login16", 16, false, LOGGED_IN),
                list("list10k", "LIST dir10k", 10_000, false, LISTED),
                list("mlsd10k", "MLSD dir10k", 10_000, false, LISTED),
                list("list100k", "LIST dir100k", 100_000, false, LISTED),
                list("mlsd100k", "MLSD dir100k", 100_000, false, LISTED),
                get("tls-get1", 1, "big", BIG, true, SECURE),
                get("tls-get8", 8, "big", BIG, true, SECURE),
                get("tls-get20", 20, "big", BIG, true, List.of()),
                get("tls-get200", 200, "big", BIG, true, List.of()),
                put("tls-put1", 1, LARGE_UPLOAD, true, SECURE),
                put("tls-put8", 8, LARGE_UPLOAD, true, SECURE),
                put("tls-put20", 20, LARGE_UPLOAD / 4, true, List.of()),
                put("tls-put200", 200, LARGE_UPLOAD / 32, true, List.of()),
                get("tls-get1k-8", 8, "1k", 1024, true, List.of()),
                put("tls-put1k-8", 8, 1024, true, List.of()),
                get("tls-get64k-8", 8, "64k", 65536, true, SECURE_SMALL),
                put("tls-put64k-8", 8, 65536, true, SECURE_SMALL),
                list("tls-list10k", "LIST dir10k", 10_000, true, List.of()),
                list("tls-mlsd10k", "MLSD dir10k", 10_000, true, List.of()),
                list("tls-list100k", "LIST dir100k", 100_000, true, List.of()),
                list("tls-mlsd100k", "MLSD dir100k", 100_000, true, List.of()),
                login("tls-login16", 16, true, SECURELY_LOGGED_IN));
    }

    /// How much memory its uploads take where they are stored in memory, what they replace included.
    long memory() {
        return unit == Unit.MIB_PER_SECOND ? 2L * sessions * stored : 0;
    }

    /// The one of this name.
    static Scenario named(String name) {
        return all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    private static Scenario get(String name, int sessions, String file, long size, boolean secure, List<Goal> goals) {
        Work.InSession work = (session, _) -> {
            long got = session.retrieve(file);
            if (got != size) {
                throw new Unexpected("RETR " + file + " brought " + got + " octets of " + size);
            }
        };
        return new Scenario(
                name, "download " + octets(size) + ", " + many(sessions), unit(size), sessions, secure, work, 0, goals);
    }

    private static Scenario put(String name, int sessions, long size, boolean secure, List<Goal> goals) {
        // The servers share a directory, and the peers an account that may not overwrite what Berth has written.
        Work.InSession work = (session, number) -> session.store("up-" + session.user() + "-" + number, size);
        return new Scenario(
                name,
                "upload " + octets(size) + ", " + many(sessions),
                unit(size),
                sessions,
                secure,
                work,
                size,
                goals);
    }

    private static Scenario login(String name, int sessions, boolean secure, List<Goal> goals) {
        return new Scenario(
                name,
                "login and QUIT, " + sessions + " at a time",
                Unit.OPERATIONS_PER_SECOND,
                sessions,
                secure,
                new Work.Login(),
                0,
                goals);
    }

    private static Scenario list(String name, String command, long entries, boolean secure, List<Goal> goals) {
        Work.InSession work = (session, _) -> {
            long lines = session.list(command);
            // MLSD has `.` and `..` on top, and LIST of some servers a line with the total.
            if (lines < entries || lines > entries + 3) {
                throw new Unexpected(command + " brought " + lines + " lines for " + entries + " entries");
            }
        };
        return new Scenario(name, command, Unit.OPERATIONS_PER_SECOND, 1, secure, work, 0, goals);
    }

    private static Unit unit(long size) {
        return size >= 1 << 20 ? Unit.MIB_PER_SECOND : Unit.OPERATIONS_PER_SECOND;
    }

    private static String octets(long size) {
        if (size >= 1 << 30) {
            return (size >> 30) + " GiB";
        }
        return size >= 1 << 20 ? (size >> 20) + " MiB" : (size >> 10) + " KiB";
    }

    private static String many(int sessions) {
        return sessions == 1 ? "1 session" : sessions + " sessions";
    }
}
