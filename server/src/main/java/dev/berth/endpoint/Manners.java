package dev.berth.endpoint;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Optional;

/// How the server speaks to one client, where clients differ in what they can bear.
///
/// @param zone whose clock LIST shows
/// @param charset of the names after `OPTS UTF8 OFF`, if there is one; else OFF is refused
/// @param charsetAtOnce whether names are in it until the client sends `OPTS UTF8 ON`
/// @param extendedPassive whether EPSV is offered
/// @param allo the text of the 200 to ALLO, if it shall be another than for everybody
/// @param stou the form of the 150 of STOU
public record Manners(
        ZoneId zone,
        Optional<Charset> charset,
        boolean charsetAtOnce,
        boolean extendedPassive,
        Optional<String> allo,
        StouText stou) {

    /// How the 150 of STOU tells the name.
    public enum StouText {
        /// `FILE: name`, as RFC 1123 §4.1.2.9 has it.
        FILE,
        /// `Opening data connection for name.`, which .NET's FtpWebRequest reads.
        FOR
    }
}
