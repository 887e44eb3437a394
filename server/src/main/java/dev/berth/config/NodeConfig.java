package dev.berth.config;

import static dev.berth.config.Setting.setting;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// `node.*`: the process.
///
/// @param id `node.id`, the name of this process among the nodes
/// @param data `node.data`, the directory of everything that the node keeps
/// @param bind `node.bind`, the literal addresses on which control and passive ports are opened
/// @param revisionPoll `node.revisionPoll`, how often the directory's revision is read, which heals a lost hint
/// @param eventLoops `node.eventLoops`, how many event loops; 0 is one per core
/// @param hosts `node.hosts`, names of hosts that are the provider's own and stand for no tenant
public record NodeConfig(
        String id, Path data, List<String> bind, Duration revisionPoll, int eventLoops, List<String> hosts) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    static final Setting<Optional<String>> ID = setting(
            "node.id",
            "",
            Rule.optional(
                    Rule.text(
                            "1 to 63 letters, digits, dots, hyphens and underscores, a letter or digit first",
                            text -> NAME.matcher(text).matches()),
                    "the host's name"),
            "The name of this process among the nodes. Empty: the host's name.");

    static final Setting<Path> DATA = setting(
            "node.data",
            "./berth-data",
            Rule.path(),
            "The directory of everything that the node keeps: files, embedded database, operator token. It is made if it"
                    + " is missing; a relative one belongs to the working directory.");

    static final Setting<List<String>> BIND = setting(
            "node.bind",
            List.of("127.0.0.1", "::1"),
            Rule.addresses(),
            "The addresses on which control and passive ports are opened: literals, 0.0.0.0 for all of IPv4, :: for all of"
                    + " IPv6 and of IPv4. Where the host has no IPv6, ::1 is no default.");

    static final Setting<Duration> REVISION_POLL = setting(
            "node.revisionPoll",
            "2s",
            Rule.duration("10ms", "1h"),
            "How often the directory's revision is read, which finds changes whose notice was lost.");

    static final Setting<Integer> EVENT_LOOPS =
            setting("node.eventLoops", 0, Rule.whole(0, 1024), "How many event loops; 0 is one per processor core.");

    static final Setting<List<String>> HOSTS = setting(
            "node.hosts",
            List.of(),
            Rule.hosts(),
            "The provider's own names of this host, such as ftp.example.net. In HOST and in a TLS handshake they stand for no"
                    + " tenant, not even for one whose slug is their first label (ftp). The same on all nodes.");

    static final List<Setting<?>> SETTINGS = List.of(ID, DATA, BIND, REVISION_POLL, EVENT_LOOPS, HOSTS);

    private static final String ALL_OF_IPV4 = "0.0.0.0";
    private static final String ALL = "::";

    /// A socket on `::` takes IPv4 as well, and none on `0.0.0.0` can be opened beside it: who names both means it.
    ///
    /// @throws ConfigurationInvalid if a value breaks its rule
    public NodeConfig {
        bind = bind.contains(ALL)
                ? bind.stream().filter(address -> !address.equals(ALL_OF_IPV4)).toList()
                : List.copyOf(bind);
        ID.require(Optional.of(id));
        DATA.require(data);
        BIND.require(bind);
        REVISION_POLL.require(revisionPoll);
        EVENT_LOOPS.require(eventLoops);
        hosts = List.copyOf(hosts);
        HOSTS.require(hosts);
    }

    static NodeConfig read(Values values, Machine machine) {
        return new NodeConfig(
                values.get(ID).orElseGet(() -> nameOf(machine)),
                values.get(DATA).toAbsolutePath().normalize(),
                values.get(BIND),
                values.get(REVISION_POLL),
                values.get(EVENT_LOOPS),
                values.get(HOSTS));
    }

    private static String nameOf(Machine machine) {
        return NAME.matcher(machine.hostName()).matches() ? machine.hostName() : "berth-1";
    }
}
