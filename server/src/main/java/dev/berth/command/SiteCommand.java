package dev.berth.command;

/// `SITE <SP> <string>`: SITE PARAMETERS, RFC 959 §4.1.3. What there is has a table of its own, [SiteCommands].
record SiteCommand(Commands members) implements FtpCommand.Family<String> {

    @Override
    public Spec<String> spec() {
        return Spec.verb("SITE").taking(Syntax.TEXT, "<SP> command [<SP> argument]; HELP SITE tells which");
    }
}
