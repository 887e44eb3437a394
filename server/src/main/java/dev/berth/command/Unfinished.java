package dev.berth.command;

import dev.berth.observe.Event;
import dev.berth.observe.Event.Failure;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.transfer.Outcome;
import java.util.Objects;
import java.util.Optional;

/// What the diagnosis learns of a transfer that did not come to its end.
final class Unfinished {

    private Unfinished() {}

    /// Empty if it did, or if there was no data connection, of which others tell.
    static Optional<Event> of(Outcome outcome, LoggedIn session) {
        return switch (outcome) {
            case Outcome.Completed _, Outcome.NoConnection _ -> Optional.empty();
            case Outcome.Insecure insecure ->
                event(
                        session,
                        Failure.NOT_SECURE,
                        insecure.alert().isEmpty() ? insecure.detail() : insecure.detail() + ": " + insecure.alert());
            case Outcome.Truncated _ -> event(session, Failure.TRUNCATED, "");
            case Outcome.Broken broken ->
                event(
                        session,
                        Failure.CLOSED_BY_CLIENT,
                        Objects.requireNonNullElse(broken.cause().getMessage(), ""));
            case Outcome.Garbled garbled -> event(session, Failure.GARBLED, garbled.detail());
            case Outcome.Stalled _ -> event(session, Failure.STALLED, "");
            case Outcome.Aborted _ -> event(session, Failure.CALLED_OFF, "");
            case Outcome.Restricted restricted -> event(session, Failure.RESTRICTED, restricted.words());
            case Outcome.StorageFailed failed ->
                event(session, Failure.STORAGE, failed.cause().reason().name());
        };
    }

    private static Optional<Event> event(LoggedIn session, Failure how, String detail) {
        return Optional.of(new Event.TransferFailed(
                session.origin().session(),
                session.account(),
                session.origin().client().getAddress(),
                how,
                detail));
    }
}
