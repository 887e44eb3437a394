package dev.berth.command;

import dev.berth.account.Authenticator;
import dev.berth.account.OwnPassword;
import dev.berth.ban.LoginGuard;
import dev.berth.config.CommandConfig;
import dev.berth.config.SessionConfig;
import dev.berth.endpoint.AllManners;
import dev.berth.limit.NodeLimits;
import dev.berth.observe.Events;
import dev.berth.protocol.ReplyCode;
import dev.berth.quota.QuotaLedger;
import dev.berth.session.Roll;
import dev.berth.storage.HashAlgorithm;
import dev.berth.storage.Storage;
import dev.berth.tls.TlsService;
import dev.berth.transfer.PassivePlaces;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Function;

/// The table of all verbs. To add one: write its file, add its line here, write its transcript.
public final class Commands {

    private final Map<String, Row<?>> byVerb = new LinkedHashMap<>();

    private final PassivePlaces places;

    /// A command with what is known of it, which is put together once.
    record Row<A>(FtpCommand<A> command, Spec<A> spec) {

        private static <A> Row<A> of(FtpCommand<A> command) {
            return new Row<>(command, command.spec());
        }
    }

    private Commands(PassivePlaces places, Function<Commands, List<FtpCommand<?>>> rows) {
        this.places = places;
        for (FtpCommand<?> command : rows.apply(this)) {
            Row<?> row = Row.of(command);
            for (String verb : row.spec().verbs()) {
                if (byVerb.put(verb, row) != null) {
                    throw new IllegalArgumentException("two commands for " + verb);
                }
            }
        }
    }

    /// What the commands ask of the outside.
    ///
    /// @param vertx for the delay after a wrong password
    /// @param session the rules of logging in
    /// @param command what is offered
    /// @param authenticator decides logins
    /// @param passwords changes them for their users
    /// @param storage opens the files of who has logged in
    /// @param quotas the books of what accounts have
    /// @param events told of logins
    /// @param places passive ports and external addresses
    /// @param manners how the server speaks to whom
    /// @param tls what tenants demand of TLS
    /// @param roll who is logged in
    /// @param limits what there is only so much of
    /// @param stale ends what is half dead of an account
    /// @param guard keeps out who guesses passwords
    public record Needs(
            Vertx vertx,
            SessionConfig session,
            CommandConfig command,
            Authenticator authenticator,
            OwnPassword passwords,
            Storage storage,
            QuotaLedger quotas,
            Events events,
            PassivePlaces places,
            AllManners manners,
            TlsService tls,
            Roll roll,
            NodeLimits limits,
            Stale stale,
            LoginGuard guard) {

        /// What a client is greeted with.
        Greeting greeting() {
            return new Greeting(manners, session.greeting());
        }
    }

    /// All verbs.
    public static Commands all(Needs needs) {
        var hashLimit = new HashLimit((long) needs.command().largestHashed() << 20);
        return new Commands(needs.places(), table -> {
            List<FtpCommand<?>> rows = new ArrayList<>(List.of(
                    new UserCommand(needs),
                    new PassCommand(needs),
                    new AuthCommand(),
                    new PbszCommand(),
                    new ProtCommand(needs.tls()),
                    new CccCommand(needs.tls()),
                    new HostCommand(needs.greeting()),
                    new ReinCommand(needs.greeting()),
                    new QuitCommand(),
                    new NoopCommand(),
                    new SystCommand(),
                    new FeatCommand(table),
                    new OptsCommand(needs.command(), needs.manners()),
                    new HelpCommand(table),
                    new StatCommand(needs.manners()),
                    new TypeCommand(),
                    new StruCommand(),
                    new ModeCommand(needs.command()),
                    new PwdCommand(),
                    new CwdCommand(),
                    new CdupCommand(),
                    new MkdCommand(),
                    new RmdCommand(),
                    new DeleCommand(),
                    new RnfrCommand(),
                    new RntoCommand(),
                    new ListCommand(needs.manners()),
                    new NlstCommand(),
                    new MlsdCommand(),
                    new MlstCommand(),
                    new SizeCommand(),
                    new MdtmCommand(),
                    new PasvCommand(needs.places()),
                    new EpsvCommand(needs.places(), needs.manners()),
                    new PortCommand(needs.places()),
                    new EprtCommand(needs.places()),
                    new RestCommand(),
                    new RetrCommand(),
                    new StorCommand(),
                    new AppeCommand(),
                    new StouCommand(needs.manners()),
                    new AborCommand(),
                    new AlloCommand(needs),
                    new AcctCommand(),
                    new MfmtCommand(),
                    new MffCommand(),
                    new ClntCommand(),
                    new CsidCommand(),
                    new LangCommand(),
                    new PretCommand(),
                    new HashCommand(hashLimit),
                    new RangCommand(),
                    new AvblCommand(),
                    new XquotaCommand(needs.quotas()),
                    new DsizCommand(),
                    new RmdaCommand(),
                    new CombCommand(),
                    new SiteCommand(site(needs))));
            if (needs.command().checksums()) {
                rows.addAll(checksums(hashLimit));
            }
            return rows;
        });
    }

    private static List<FtpCommand<?>> checksums(HashLimit limit) {
        return List.of(
                new ChecksumCommand("XCRC", HashAlgorithm.CRC32, limit),
                new ChecksumCommand("XMD5", HashAlgorithm.MD5, limit),
                new ChecksumCommand("MD5", HashAlgorithm.MD5, limit),
                new ChecksumCommand("XSHA", HashAlgorithm.SHA_1, limit),
                new ChecksumCommand("XSHA1", HashAlgorithm.SHA_1, limit),
                new ChecksumCommand("XSHA256", HashAlgorithm.SHA_256, limit),
                new ChecksumCommand("XSHA512", HashAlgorithm.SHA_512, limit));
    }

    private static Commands site(Needs needs) {
        return new Commands(needs.places(), table -> SiteCommands.rows(table, needs));
    }

    /// The official names and aliases, in the order of the table.
    public Set<String> verbs() {
        return Set.copyOf(byVerb.keySet());
    }

    /// Where passive data connections go.
    PassivePlaces places() {
        return places;
    }

    Optional<Row<?>> find(String verb) {
        return Optional.ofNullable(byVerb.get(verb));
    }

    /// What a verb is answered with that is not in the table.
    static Refused unknown(String verb) {
        return NotOffered.refusal(verb).orElseGet(() -> new Refused(ReplyCode.UNRECOGNISED, "Unknown command"));
    }

    /// Each command once, in the order of the table.
    SequencedSet<FtpCommand<?>> rows() {
        SequencedSet<FtpCommand<?>> commands = new LinkedHashSet<>();
        byVerb.values().forEach(row -> commands.add(row.command()));
        return commands;
    }
}
