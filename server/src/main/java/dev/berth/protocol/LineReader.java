package dev.berth.protocol;

/// Cuts the octets of a control connection into lines (RFC 959 §5.3, RFC 854 §3.3, RFC 1123 §4.1.2.10). A line
/// ends with LF, with or without a CR before it. Telnet commands are taken out: IAC IAC is the octet 255, an option
/// that the other side offers or asks for is told (three octets), subnegotiation (to IAC SE, or the end of the
/// line) and all other commands (two octets) vanish; so does an IAC alone, since the DM of a Synch is urgent data
/// that the system may have taken out of the stream. CR NUL is a CR. A line over [CommandLine#MAX_LENGTH] is
/// skipped to its end without being stored.
public final class LineReader {

    private static final int IAC = 0xFF;
    private static final int FIRST_COMMAND = 0xF0;
    private static final int SE = 0xF0;
    private static final int SB = 0xFA;
    private static final int WILL = 0xFB;
    private static final int WONT = 0xFC;
    private static final int DO = 0xFD;
    private static final int DONT = 0xFE;

    private final Lines lines;
    private final StringBuilder line = new StringBuilder(64);
    private Telnet telnet = Telnet.TEXT;
    private int verb;
    private boolean tooLong;

    private enum Telnet {
        TEXT,
        COMMAND,
        OPTION,
        SUBNEGOTIATION,
        SUBNEGOTIATION_COMMAND
    }

    /// @param lines told of each line
    public LineReader(Lines lines) {
        this.lines = lines;
    }

    /// What was read.
    public interface Lines {

        /// A line without its end, as an octet string.
        void line(String octets);

        /// A line was too long and has been skipped.
        void lineTooLong();

        /// The other side negotiates about a Telnet option, of which there is none here.
        ///
        /// @param octets what refuses it, to be sent as it is
        void telnetRefusal(String octets);
    }

    /// Takes one octet.
    ///
    /// @param octet 0 to 255
    public void octet(int octet) {
        switch (telnet) {
            case TEXT -> {
                if (octet == IAC) {
                    telnet = Telnet.COMMAND;
                } else {
                    text(octet);
                }
            }
            case COMMAND -> command(octet);
            case OPTION -> option(octet);
            case SUBNEGOTIATION -> {
                if (octet == IAC) {
                    telnet = Telnet.SUBNEGOTIATION_COMMAND;
                } else if (octet == '\n') {
                    telnet = Telnet.TEXT;
                    text(octet);
                }
            }
            case SUBNEGOTIATION_COMMAND -> telnet = octet == SE ? Telnet.TEXT : Telnet.SUBNEGOTIATION;
        }
    }

    /// WONT and DONT want no answer (RFC 854): nothing was ever on.
    private void option(int octet) {
        telnet = Telnet.TEXT;
        if (verb == WILL) {
            lines.telnetRefusal("" + (char) IAC + (char) DONT + (char) octet);
        } else if (verb == DO) {
            lines.telnetRefusal("" + (char) IAC + (char) WONT + (char) octet);
        }
    }

    private void command(int octet) {
        verb = octet;
        if (octet == SB) {
            telnet = Telnet.SUBNEGOTIATION;
        } else {
            telnet = octet >= WILL && octet <= DONT ? Telnet.OPTION : Telnet.TEXT;
            if (octet == IAC || octet < FIRST_COMMAND) {
                text(octet);
            }
        }
    }

    /// Whether something of an unfinished line has come.
    public boolean isInLine() {
        return tooLong || !line.isEmpty() || telnet != Telnet.TEXT;
    }

    private void text(int octet) {
        if (octet == '\n') {
            endOfLine();
        } else if (!tooLong && !(octet == 0 && endsWithReturn())) {
            line.append((char) octet);
            // One more than the limit is kept, since the last may be the CR of the line's end.
            tooLong = line.length() > CommandLine.MAX_LENGTH + 1;
        }
    }

    private boolean endsWithReturn() {
        return !line.isEmpty() && line.charAt(line.length() - 1) == '\r';
    }

    private void endOfLine() {
        String text = line.substring(0, line.length() - (endsWithReturn() ? 1 : 0));
        boolean skip = tooLong || text.length() > CommandLine.MAX_LENGTH;
        tooLong = false;
        line.setLength(0);
        if (line.capacity() > 1024) {
            line.trimToSize();
        }
        if (skip) {
            lines.lineTooLong();
        } else {
            lines.line(text);
        }
    }
}
