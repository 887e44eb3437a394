package dev.berth.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.diagnosis.Entry.Who;
import dev.berth.observe.Event;

/// Events as lines of a story.
final class Words {

    private Words() {}

    static Who who(Event.OfSession event) {
        return switch (event) {
            case Event.Heard _ -> Who.CLIENT;
            case Event.Replied _ -> Who.SERVER;
            default -> Who.FACT;
        };
    }

    static String of(Event.OfSession event) {
        return switch (event) {
            case Event.Heard heard -> text(heard.text());
            case Event.Replied replied -> text(replied.text());
            case Event.PortAnnounced announced ->
                announced.told().getHostAddress() + ":" + announced.port() + " announced to "
                        + announced.client().getHostAddress()
                        + (announced.waited().toMillis() > 0
                                ? " after a wait of " + announced.waited().toMillis() + " ms"
                                : "");
            case Event.PortRefused refused -> "no passive port: " + refused.why();
            case Event.DataArrived arrived ->
                "data connection from " + arrived.peer().getHostAddress() + " to port " + arrived.port() + " after "
                        + arrived.after().toMillis() + " ms";
            case Event.DataMissing missing ->
                "nobody came to port " + missing.port() + " within "
                        + missing.within().toSeconds() + " s";
            case Event.DataForeign foreign ->
                "connection from " + foreign.peer().getHostAddress() + ", another address than the client's, to port "
                        + foreign.port() + " sent away";
            case Event.DataGivenUp givenUp ->
                "port " + givenUp.port() + " given up after " + givenUp.after().toMillis() + " ms";
            case Event.DataDialled dialled ->
                "connected to the client's port " + dialled.target().getPort() + " after "
                        + dialled.after().toMillis() + " ms";
            case Event.DialFailed failed ->
                "could not connect to the client's port " + failed.target().getPort() + ": " + failed.why();
            case Event.TransferStarted started -> started.verb() + " begins";
            case Event.TransferEnded ended ->
                ended.verb() + " ended with " + ended.reply() + " after " + ended.octets() + " bytes and "
                        + ended.took().toMillis() + " ms";
            case Event.TransferFailed failed ->
                inWords(failed.how()) + (failed.detail().isEmpty() ? "" : ": " + failed.detail());
            case Event.DataSecured secured ->
                "data connection protected by " + secured.protocol()
                        + (secured.resumed() ? ", resumed from the control connection" : ", not resumed");
            case Event.LoginAccepted accepted ->
                "logged in as " + accepted.account().user().value();
            case Event.LoginDenied _ -> "login refused";
            case Event.SessionOpened opened -> "connected to port " + opened.port();
            case Event.SessionClosed _ -> "session over";
            default -> event.getClass().getSimpleName();
        };
    }

    private static String inWords(Event.Failure how) {
        return switch (how) {
            case NOT_SECURE -> "TLS of the data connection failed";
            case TRUNCATED -> "the client's data ended without close_notify";
            case CLOSED_BY_CLIENT -> "the data connection was closed from the client's side";
            case STALLED -> "the server closed the data connection, on which nothing moved";
            case CALLED_OFF -> "the client called the transfer off";
            case RESTRICTED -> "the server ended the transfer of an account that may not go on";
            case GARBLED -> "what came cannot be read";
            case STORAGE -> "the storage failed";
        };
    }

    /// What a client wrote, for people.
    static String text(String octets) {
        return new String(octets.getBytes(ISO_8859_1), UTF_8);
    }
}
