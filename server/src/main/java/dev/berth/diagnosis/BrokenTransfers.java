package dev.berth.diagnosis;

import dev.berth.diagnosis.Cause.Kind;
import dev.berth.observe.Event;

/// Why a transfer that had its data connection did not come to its end. A pure function.
final class BrokenTransfers {

    private static final String ON_THE_WAY =
            "look for a device between client and server that ends idle or long connections, and whether the client"
                    + " was closed";

    private BrokenTransfers() {}

    static Cause cause(Event.TransferFailed failed) {
        String who = "the client at " + failed.client().getHostAddress();
        String detail = failed.detail().isEmpty() ? "" : " (" + failed.detail() + ")";
        return switch (failed.how()) {
            case NOT_SECURE -> tls(failed);
            case TRUNCATED ->
                new Cause(
                        Kind.TLS,
                        who + " ended its data without the close_notify of TLS, so that nobody can tell whether it is"
                                + " all",
                        "update the client; if it cannot, let the tenant accept such ends (tls strictEnd: false)");
            case CLOSED_BY_CLIENT ->
                new Cause(
                        Kind.BROKEN,
                        "the data connection was closed from the side of " + who + " before the end" + detail,
                        ON_THE_WAY);
            case STALLED ->
                new Cause(
                        Kind.STALLED,
                        "nothing moved on the data connection of " + who + " for the idle time"
                                + " (transfer.idleTimeout), and the server closed it",
                        ON_THE_WAY);
            case CALLED_OFF ->
                new Cause(
                        Kind.CLIENT_GAVE_UP,
                        who + " called the transfer off, or left",
                        "nothing, if that was intended; else look at the client");
            case RESTRICTED ->
                new Cause(
                        Kind.RESTRICTED,
                        "the transfer was ended because the account may not go on" + detail,
                        "look at the status of tenant and account");
            case GARBLED ->
                new Cause(
                        Kind.BROKEN,
                        "what " + who + " sent cannot be read" + detail,
                        "switch MODE Z off in the client");
            case STORAGE ->
                new Cause(
                        Kind.STORAGE,
                        "the server's storage failed" + detail,
                        "look at the server's storage: space, quota, permissions of the tenant's directory");
        };
    }

    private static Cause tls(Event.TransferFailed failed) {
        boolean unresumed = failed.detail().contains("resume");
        return new Cause(
                Kind.TLS,
                "the data connection of the client at " + failed.client().getHostAddress() + " was not accepted: "
                        + failed.detail(),
                unresumed
                        ? "let the client resume TLS sessions on data connections, or let the tenant only prefer it (tls"
                                + " resumption: prefer)"
                        : "let the client trust the certificate and speak TLS 1.2 or 1.3; switch off whatever inspects"
                                + " TLS on the way");
    }
}
