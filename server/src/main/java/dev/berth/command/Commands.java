package dev.berth.command;

import dev.berth.account.Authenticator;
import dev.berth.config.SessionConfig;
import dev.berth.observe.Events;
import dev.berth.storage.Storage;
import dev.berth.transfer.PassivePlaces;
import io.vertx.core.Vertx;
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

    /// Verbs that have a meaning in some RFC or draft and none here: 502 instead of 500.
    private static final Set<String> NOT_IMPLEMENTED = Set.of(
            "ACCT", "ADAT", "AUTH", "AVBL", "CCC", "CLNT", "COMB", "CONF", "CPSV", "CSID", "DSIZ", "ENC", "ESTA",
            "ESTP", "HASH", "HOST", "LANG", "LPRT", "LPSV", "MD5", "MFCT", "MFF", "MFMT", "MIC", "PBSZ", "PRET", "PROT",
            "RANG", "REIN", "RMDA", "SITE", "SMNT", "SPSV", "SSCN", "STOU", "THMB", "XCRC", "XMD5", "XQUOTA", "XSEM",
            "XSEN", "XSHA", "XSHA1", "XSHA256", "XSHA512");

    private final Map<String, FtpCommand<?>> byVerb = new LinkedHashMap<>();

    private Commands(Function<Commands, List<FtpCommand<?>>> rows) {
        for (FtpCommand<?> command : rows.apply(this)) {
            for (String verb : command.spec().verbs()) {
                if (byVerb.put(verb, command) != null) {
                    throw new IllegalArgumentException("two commands for " + verb);
                }
            }
        }
    }

    /// What the commands ask of the outside.
    ///
    /// @param vertx for the delay after a wrong password
    /// @param session the rules of logging in
    /// @param authenticator decides logins
    /// @param storage opens the files of who has logged in
    /// @param events told of logins
    /// @param places passive ports and external addresses
    public record Needs(
            Vertx vertx,
            SessionConfig session,
            Authenticator authenticator,
            Storage storage,
            Events events,
            PassivePlaces places) {}

    /// All verbs.
    public static Commands all(Needs needs) {
        return new Commands(table -> List.of(
                new UserCommand(),
                new PassCommand(needs),
                new QuitCommand(),
                new NoopCommand(),
                new SystCommand(),
                new FeatCommand(table),
                new OptsCommand(),
                new HelpCommand(table),
                new StatCommand(),
                new TypeCommand(),
                new StruCommand(),
                new ModeCommand(),
                new PwdCommand(),
                new CwdCommand(),
                new CdupCommand(),
                new MkdCommand(),
                new RmdCommand(),
                new DeleCommand(),
                new RnfrCommand(),
                new RntoCommand(),
                new ListCommand(),
                new NlstCommand(),
                new MlsdCommand(),
                new MlstCommand(),
                new SizeCommand(),
                new MdtmCommand(),
                new PasvCommand(needs.places()),
                new EpsvCommand(needs.places()),
                new PortCommand(),
                new EprtCommand(),
                new RestCommand(),
                new RetrCommand(),
                new StorCommand(),
                new AppeCommand(),
                new AborCommand(),
                new AlloCommand()));
    }

    /// The official names and aliases, in the order of the table.
    public Set<String> verbs() {
        return Set.copyOf(byVerb.keySet());
    }

    Optional<FtpCommand<?>> find(String verb) {
        return Optional.ofNullable(byVerb.get(verb));
    }

    boolean isKnownElsewhere(String verb) {
        return NOT_IMPLEMENTED.contains(verb);
    }

    /// Each command once, in the order of the table.
    SequencedSet<FtpCommand<?>> rows() {
        return new LinkedHashSet<>(byVerb.values());
    }
}
