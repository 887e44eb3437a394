package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState;
import dev.berth.session.Step;
import io.vertx.core.Future;
import java.util.Locale;

/// `LANG [<SP> <language-tag>]`: LANGUAGE, RFC 2640 §4.1. Replies are in English, whatever kind of it is asked for.
record LangCommand() implements FtpCommand.Open<String> {

    @Override
    public Spec<String> spec() {
        return Spec.verb("LANG")
                .taking(Syntax.OPTIONAL_TEXT, "[<SP> language-tag]")
                .announced("LANG EN*");
    }

    @Override
    public Future<Step> run(String tag, SessionState session) {
        String language = tag.strip().toUpperCase(Locale.ROOT);
        // Possessive, or a tag of very many parts would need as many steps of the stack.
        if (!language.matches("([A-Z]{1,8}+(-[A-Z0-9]{1,8}+)*+)?")) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, "That is not a language tag");
        }
        if (!language.matches("(EN(-.*)?)?")) {
            throw new Refused(ReplyCode.BAD_PARAMETER, "Replies are in English (EN) only");
        }
        return Future.succeededFuture(session.says(ReplyCode.COMMAND_OKAY, "Replies are in English"));
    }
}
