package dev.berth.command;

import static java.util.Map.entry;

import dev.berth.protocol.ReplyCode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The verbs that have a meaning in some RFC or draft and none here: they are refused with a reason, and with 502
/// instead of the 500 of a verb that nobody knows.
final class NotOffered {

    private static final String NO_GSSAPI = "Only TLS protects sessions here, and it needs no such command";
    private static final String NO_LONG_ADDRESSES = "Long addresses are not used; use EPRT and EPSV";
    private static final String NO_TERMINALS = "Messages to users' terminals are not delivered here";
    private static final String NO_MAIL = "There is no mail here";

    private static final Map<String, String> REASONS = Map.ofEntries(
            entry("SMNT", "There is one file system for each account"),
            entry("LPRT", NO_LONG_ADDRESSES),
            entry("LPSV", NO_LONG_ADDRESSES),
            entry("SPSV", "Use EPSV"),
            entry("CPSV", "Transfers between servers are not protected here; use EPSV"),
            entry("SSCN", "Transfers between servers are not protected here"),
            entry("MFCT", "The file system does not let the time of making be set"),
            entry("ADAT", NO_GSSAPI),
            entry("MIC", NO_GSSAPI),
            entry("CONF", NO_GSSAPI),
            entry("ENC", NO_GSSAPI),
            entry("THMB", "Thumbnails are not made here"),
            entry("ESTA", "The reply to EPRT and EPSV says all"),
            entry("ESTP", "The reply to EPSV says all"),
            entry("XRSQ", NO_MAIL),
            entry("XRCP", NO_MAIL),
            entry("XSEN", NO_TERMINALS),
            entry("XSEM", NO_TERMINALS),
            entry("XMAS", NO_TERMINALS));

    private NotOffered() {}

    /// All of them.
    static Set<String> verbs() {
        return REASONS.keySet();
    }

    /// The refusal of a verb; empty for a verb that is unknown.
    static Optional<Refused> refusal(String verb) {
        return Optional.ofNullable(REASONS.get(verb))
                .map(reason -> new Refused(ReplyCode.NOT_IMPLEMENTED, verb + " is not implemented: " + reason));
    }
}
