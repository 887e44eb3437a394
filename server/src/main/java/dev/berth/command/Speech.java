package dev.berth.command;

import dev.berth.command.FtpCommand.Opened;
import dev.berth.endpoint.AllManners;
import dev.berth.endpoint.Manners;
import dev.berth.protocol.CommandLine;
import dev.berth.protocol.NameCharset;
import dev.berth.protocol.Octets;
import dev.berth.protocol.Reply;
import dev.berth.session.Busy;
import dev.berth.session.Names;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.transfer.Outgoing;
import io.vertx.core.Future;
import java.util.Optional;

/// Between the names of the wire and those of the disk, for clients that do not speak UTF-8; for all others it does
/// nothing.
final class Speech {

    private final AllManners manners;

    Speech(AllManners manners) {
        this.manners = manners;
    }

    /// How the server speaks to the client of a session.
    static Manners of(AllManners all, LoggedIn session) {
        return all.of(session.account().tenant().id())
                .of(
                        Octets.toText(session.parameters().preferences().client()),
                        session.origin().client().getAddress(),
                        session.account().user().value());
    }

    /// What the client meant.
    CommandLine heard(CommandLine line, LoggedIn session) {
        return charset(session)
                .map(names -> new CommandLine(line.verb(), names.fromWire(line.argument())))
                .orElse(line);
    }

    /// A step with its replies as the client understands them.
    Step said(Step step) {
        return session(step.next())
                .flatMap(this::charset)
                .map(names -> new Step(
                        step.replies().stream()
                                .map(reply -> new Reply(
                                        reply.code(),
                                        reply.lines().stream()
                                                .map(names::toWire)
                                                .toList()))
                                .toList(),
                        step.next(),
                        step.then()))
                .orElse(step);
    }

    /// A listing as the client understands it. (What a file contains is nobody's business here.)
    Opened<Outgoing> sent(Opened<Outgoing> opened, LoggedIn session) {
        return opened.movement() instanceof Outgoing.Generated listing
                ? charset(session)
                        .map(names -> new Opened<Outgoing>(
                                new Outgoing.Generated(new Told(listing.pages(), names)),
                                opened.path(),
                                opened.announcement()))
                        .orElse(opened)
                : opened;
    }

    private Optional<NameCharset> charset(LoggedIn session) {
        Names names = session.parameters().preferences().names();
        if (names == Names.UTF8) {
            return Optional.empty();
        }
        Manners here = of(manners, session);
        return names == Names.LEGACY || here.charsetAtOnce() ? here.charset().map(NameCharset::new) : Optional.empty();
    }

    private static Optional<LoggedIn> session(SessionState state) {
        return switch (state) {
            case LoggedIn user -> Optional.of(user);
            case Busy busy -> Optional.of(busy.after());
            default -> Optional.empty();
        };
    }

    private record Told(Outgoing.Pages pages, NameCharset names) implements Outgoing.Pages {

        @Override
        public Future<CharSequence> next() {
            return pages.next().map(page -> names.toWire(page.toString()));
        }

        @Override
        public void stop() {
            pages.stop();
        }

        @Override
        public Future<Void> close() {
            return pages.close();
        }
    }
}
