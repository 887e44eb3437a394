package dev.berth.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/// Four machines as network namespaces: a server behind a router that translates addresses, a client in the server's
/// network, and a client on the internet.
///
/// ```
/// client 203.0.113.9 ---- 203.0.113.5 router 192.168.1.1 ---- 192.168.1.10 server
///        2001:db8:1::9    2001:db8:1::5      2001:db8:2::1      2001:db8:2::10
///                                                        '---- 192.168.1.20 neighbour
/// ```
///
/// Only root can make them. IPv6 is routed, not translated.
final class Lab implements AutoCloseable {

    static final String PUBLIC = "203.0.113.5";
    static final String SERVER = "192.168.1.10";
    static final String SERVER_IPV6 = "2001:db8:2::10";
    static final String STALE = "203.0.113.77";
    static final String NAME = "ftp.example.net";

    private static final Path NAMESPACES = Path.of("/etc/netns");
    private static final List<String> PROGRAMS = List.of("ip", "nft", "haproxy");

    private static final AtomicInteger LABS = new AtomicInteger();

    private final Path directory;
    private final String prefix;

    /// A machine.
    enum Machine {
        CLIENT,
        ROUTER,
        SERVER,
        NEIGHBOUR
    }

    private Lab(Path directory, String prefix) {
        this.directory = directory;
        this.prefix = prefix;
    }

    /// Builds it, or skips the test with a message.
    static Lab build(Path directory) {
        Assumptions.assumeTrue(isRoot(), "network namespaces need root");
        Programs.require(PROGRAMS);
        var lab = new Lab(directory, "berth" + ProcessHandle.current().pid() + "-" + LABS.incrementAndGet() + "-");
        try {
            lab.make();
            return lab;
        } catch (AssertionError | UncheckedIOException e) {
            lab.close();
            throw e;
        }
    }

    /// The words before a command that is to run on a machine.
    List<String> on(Machine machine) {
        return List.of("ip", "netns", "exec", name(machine));
    }

    /// Runs a command on a machine to its end.
    Programs.Ended run(Machine machine, List<String> command) {
        List<String> all = new ArrayList<>(on(machine));
        all.addAll(command);
        return Programs.run(directory, all);
    }

    /// Runs a line of the shell on a machine; it must succeed.
    void shell(Machine machine, String line) {
        run(machine, List.of("sh", "-ec", line)).orFail();
    }

    /// What the router forwards to the server and what it drops, in the words of nftables.
    void rules(String forwarded, String dropped) {
        Path file = directory.resolve("rules.nft");
        try {
            Files.writeString(file, """
                    flush ruleset
                    table ip translation {
                      chain pre {
                        type nat hook prerouting priority -100;
                        iifname "outside" ip daddr %1$s tcp dport { %3$s } dnat to %2$s
                      }
                      chain post {
                        type nat hook postrouting priority 100;
                        oifname "outside" masquerade
                      }
                    }
                    table inet firewall {
                      chain passing {
                        type filter hook forward priority 0;
                        tcp dport { %4$s } drop
                      }
                    }
                    """.formatted(PUBLIC, SERVER, forwarded, dropped));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        shell(Machine.ROUTER, "nft -f " + file);
    }

    @Override
    public void close() {
        for (Machine machine : Machine.values()) {
            Programs.run(directory, List.of("ip", "netns", "delete", name(machine)));
        }
        try {
            Files.deleteIfExists(hosts());
            Files.deleteIfExists(hosts().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void make() {
        for (Machine machine : Machine.values()) {
            here("ip netns add " + name(machine));
            shell(machine, "ip link set lo up");
        }
        here("ip link add outside netns " + name(Machine.ROUTER) + " type veth peer name wire netns "
                + name(Machine.CLIENT));
        shell(Machine.ROUTER, """
                ip link add inside type bridge
                ip addr add 203.0.113.5/24 dev outside
                ip addr add 192.168.1.1/24 dev inside
                ip -6 addr add 2001:db8:1::5/64 dev outside nodad
                ip -6 addr add 2001:db8:2::1/64 dev inside nodad
                ip link set outside up
                ip link set inside up
                sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
                """);
        plug(Machine.SERVER, "192.168.1.10/24", "2001:db8:2::10/64");
        plug(Machine.NEIGHBOUR, "192.168.1.20/24", "2001:db8:2::20/64");
        shell(Machine.CLIENT, """
                ip addr add 203.0.113.9/24 dev wire
                ip -6 addr add 2001:db8:1::9/64 dev wire nodad
                ip link set wire up
                ip -6 route add default via 2001:db8:1::5
                """);
        hostsOfServer();
    }

    private void plug(Machine machine, String address, String ipv6) {
        String port = "to" + machine.name().toLowerCase(java.util.Locale.ROOT);
        here("ip link add " + port + " netns " + name(Machine.ROUTER) + " type veth peer name wire netns "
                + name(machine));
        shell(Machine.ROUTER, "ip link set " + port + " master inside up");
        shell(
                machine,
                "ip addr add " + address + " dev wire; ip -6 addr add " + ipv6 + " dev wire nodad; ip link set wire up;"
                        + " ip route add default via 192.168.1.1; ip -6 route add default via 2001:db8:2::1");
    }

    /// `ip netns exec` lays it over /etc/hosts: the name that the server is told has an old address.
    private void hostsOfServer() {
        try {
            Files.createDirectories(hosts().getParent());
            Files.writeString(hosts(), "127.0.0.1 localhost\n::1 localhost\n" + STALE + " " + NAME + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path hosts() {
        return NAMESPACES.resolve(name(Machine.SERVER)).resolve("hosts");
    }

    private void here(String line) {
        Programs.run(directory, List.of("sh", "-ec", line)).orFail();
    }

    private String name(Machine machine) {
        return prefix + machine.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
