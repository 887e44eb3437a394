package dev.berth.command;

import dev.berth.config.CommandConfig;
import dev.berth.endpoint.AllManners;
import dev.berth.protocol.Fact;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.Names;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.storage.HashAlgorithm;
import io.vertx.core.Future;
import java.nio.charset.Charset;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// `OPTS <SP> <command> [<SP> <options>]`: OPTIONS, RFC 2389 §4; UTF8 of RFC 2640 as clients ask for it, OFF only
/// where the tenant has another character set; MLST of RFC 3659 §7.9.
record OptsCommand(CommandConfig config, AllManners manners) implements FtpCommand.Open<String> {

    private static final Pattern LEVEL = Pattern.compile("(?i)Z +LEVEL +([1-9])");

    @Override
    public Spec<String> spec() {
        return Spec.verb("OPTS")
                .taking(Syntax.TEXT, "<SP> command [<SP> options]")
                .announced("UTF8");
    }

    @Override
    public Future<Step> run(String argument, SessionState session) {
        String[] words = argument.strip().split(" +", 2);
        String options = words.length > 1 ? words[1].strip() : "";
        return switch (words[0].toUpperCase(Locale.ROOT)) {
            case "UTF8", "UTF-8" -> utf8(options, session);
            case "MLST" -> Future.succeededFuture(facts(options, session));
            case "MODE" -> Future.succeededFuture(mode(options, session));
            case "HASH" -> Future.succeededFuture(hash(options, session));
            default ->
                Future.failedFuture(new Refused(ReplyCode.BAD_ARGUMENT, "There are no options for this command"));
        };
    }

    private Future<Step> utf8(String option, SessionState session) {
        return switch (option.toUpperCase(Locale.ROOT)) {
            case "ON", "", "NLST" ->
                Future.succeededFuture(naming(Names.UTF8, session).says(ReplyCode.COMMAND_OKAY, "UTF8 is on"));
            case "OFF" -> Future.succeededFuture(off(session));
            default -> Future.failedFuture(new Refused(ReplyCode.BAD_ARGUMENT, "OPTS UTF8 takes ON"));
        };
    }

    /// `OPTS MODE Z LEVEL 6` (draft-preston-ftpext-deflate); other settings of the draft are not needed.
    private Step mode(String options, SessionState session) {
        if (!config.deflate()) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, "There are no options for this command");
        }
        Matcher parts = LEVEL.matcher(options);
        if (!parts.matches()) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, "OPTS MODE Z takes LEVEL and a number from 1 to 9");
        }
        int level = Integer.parseInt(parts.group(1));
        var parameters = session.parameters();
        return session.with(parameters.with(parameters.preferences().compressing(level)))
                .says(ReplyCode.COMMAND_OKAY, "MODE Z LEVEL set to " + level);
    }

    private Step off(SessionState session) {
        if (!(session instanceof LoggedIn user)) {
            throw new Refused(ReplyCode.BAD_PARAMETER, "UTF8 is always on before the login");
        }
        Charset charset = Speech.of(manners, user)
                .charset()
                .orElseThrow(() -> new Refused(ReplyCode.BAD_PARAMETER, "UTF8 is always on"));
        return naming(Names.LEGACY, session)
                .says(ReplyCode.COMMAND_OKAY, "UTF8 is off; names are in " + charset.name());
    }

    private static SessionState naming(Names names, SessionState session) {
        var parameters = session.parameters();
        return session.with(parameters.with(parameters.preferences().naming(names)));
    }

    /// Without an algorithm it tells the one in force (draft-bryan-ftpext-hash §3.2).
    private static Step hash(String name, SessionState session) {
        var preferences = session.parameters().preferences();
        HashAlgorithm algorithm = name.isEmpty()
                ? preferences.hash()
                : HashAlgorithm.named(name)
                        .orElseThrow(() -> new Refused(
                                ReplyCode.BAD_ARGUMENT, "Unknown algorithm, current selection not changed"));
        return session.with(session.parameters().with(preferences.hashing(algorithm)))
                .says(ReplyCode.COMMAND_OKAY, algorithm.wireName());
    }

    /// Unknown facts are ignored, as §7.9 wants it; the answer says which are in force.
    private static Step facts(String list, SessionState session) {
        Set<Fact> wanted = EnumSet.noneOf(Fact.class);
        for (String name : list.split(";", -1)) {
            Fact.named(name.strip()).ifPresent(wanted::add);
        }
        String inForce = wanted.stream().map(fact -> fact.wireName() + ";").collect(Collectors.joining());
        return session.with(session.parameters().with(wanted))
                .says(ReplyCode.COMMAND_OKAY, ("MLST OPTS " + inForce).strip());
    }
}
