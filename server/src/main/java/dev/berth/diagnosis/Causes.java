package dev.berth.diagnosis;

import dev.berth.diagnosis.Cause.Kind;
import dev.berth.observe.Event;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// From what happened in a session to the cause in words. A pure function.
public final class Causes {

    /// A client that asks for a port and asks again at once has only changed its mind.
    private static final Duration CHANGED_ITS_MIND = Duration.ofSeconds(3);

    private static final int ABORTED = 426;
    private static final int FIRST_FAILURE = 400;

    private Causes() {}

    /// What failed last.
    ///
    /// @param story oldest first
    /// @param succeeding client networks of the same tenant whose data connections arrive, best first
    /// @return empty if nothing has failed
    public static Optional<Failed> last(List<Entry> story, List<String> succeeding) {
        var commands = new RefusedCommands(story);
        boolean mended = false;
        for (int at = story.size() - 1; at >= 0; at--) {
            Instant when = story.get(at).at();
            Optional<Verdict> verdict = verdict(story.get(at).event(), succeeding);
            Optional<Cause> cause =
                    verdict.isPresent() ? verdict.get().cause() : refusal(story, at, commands, succeeding);
            if (cause.isPresent()) {
                return Optional.of(new Failed(when, cause.get(), mended));
            }
            mended |= verdict.isPresent();
        }
        return Optional.empty();
    }

    /// What the reply says, unless something that happened on the way to it says more.
    private static Optional<Cause> refusal(
            List<Entry> story, int place, RefusedCommands commands, List<String> succeeding) {
        return commands.at(place).map(refused -> {
            boolean unconnected = refused.code() == RefusedCommands.OPENS_NO_DATA_CONNECTION;
            for (int at = place - 1; at >= (unconnected ? 0 : refused.command()); at--) {
                Event.OfSession event = story.get(at).event();
                Optional<Verdict> verdict = verdict(event, succeeding);
                if (verdict.isPresent()) {
                    return verdict.get().cause().orElse(refused.cause());
                }
                if (isOtherConnection(event)) {
                    return refused.cause();
                }
            }
            return refused.cause();
        });
    }

    /// Whether what was before it has nothing to do with a data connection that is missing now.
    private static boolean isOtherConnection(Event.OfSession event) {
        return event instanceof Event.PortAnnounced
                || event instanceof Event.DataArrived
                || event instanceof Event.DataDialled;
    }

    /// What an event by itself says of a failure, for counting; the first of a kind in a story counts, not its
    /// consequences.
    static Optional<Kind> kind(Event.OfSession event) {
        if (event instanceof Event.TransferEnded) {
            return Optional.empty(); // what came before or after it says more
        }
        return verdict(event, List.of()).flatMap(Verdict::cause).map(Cause::kind);
    }

    /// What one event says about the whole: a cause, or that all is well.
    private record Verdict(Optional<Cause> cause) {

        static Optional<Verdict> of(Kind kind, String sentence, String remedy) {
            return Optional.of(new Verdict(Optional.of(new Cause(kind, sentence, remedy))));
        }

        static Optional<Verdict> well() {
            return Optional.of(new Verdict(Optional.empty()));
        }
    }

    private static Optional<Verdict> verdict(Event.OfSession event, List<String> succeeding) {
        return switch (event) {
            case Event.DataMissing missing -> missing(missing, succeeding);
            case Event.PortRefused refused -> noPort(refused);
            case Event.DialFailed failed -> dialFailed(failed);
            case Event.DataGivenUp givenUp -> givenUp(givenUp, succeeding);
            case Event.TransferEnded ended -> ended(ended);
            case Event.TransferFailed failed -> Optional.of(new Verdict(Optional.of(BrokenTransfers.cause(failed))));
            case Event.LoginAccepted _ -> Verdict.well();
            case Event.LoginDenied denied ->
                Verdict.of(
                        Kind.LOGIN,
                        "the login was refused ("
                                + denied.reason()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' ') + ")",
                        "check the user name, the password, and whether tenant and account are active");
            default -> Optional.empty();
        };
    }

    private static Optional<Verdict> missing(Event.DataMissing missing, List<String> succeeding) {
        if (!missing.strangers().isEmpty()) {
            return otherAddress(missing);
        }
        if (!missing.routable()) {
            return Verdict.of(
                    Kind.WRONG_ADDRESS,
                    "the client at " + text(missing.client()) + " was told the address " + text(missing.told())
                            + ", which cannot be reached from the internet",
                    "set the tenant's external address to the address that its clients dial");
        }
        return Verdict.of(
                Kind.NOT_REACHED,
                "no connection reached " + text(missing.told()) + ":" + missing.ports() + " from "
                        + text(missing.client()) + " within "
                        + missing.within().toSeconds() + " s" + whoSucceeds(succeeding),
                notReached(missing.ports(), succeeding));
    }

    private static Optional<Verdict> otherAddress(Event.DataMissing missing) {
        boolean near = missing.strangers().stream()
                .map(Networks::of)
                .anyMatch(network -> network.equals(Networks.of(missing.client())));
        return Verdict.of(
                Kind.OTHER_ADDRESS,
                "the control connection comes from " + text(missing.client()) + ", and the data connection came from "
                        + texts(missing.strangers()) + ": the client's network uses several addresses",
                near
                        ? "let the tenant's passive ports take the client's whole network (data.key: prefix)"
                        : "let the client's network use one address for both connections, or let the tenant's passive"
                                + " ports take data connections from anywhere (data.key: port), with TLS");
    }

    private static Optional<Verdict> noPort(Event.PortRefused refused) {
        return Verdict.of(
                Kind.NO_PORT,
                "no passive port could be given to " + text(refused.client()) + ": " + refused.why(),
                "give the tenant more passive ports, or let the client open fewer connections at the same time");
    }

    private static Optional<Verdict> dialFailed(Event.DialFailed failed) {
        if (failed.why().equals("source")) {
            return Verdict.of(
                    Kind.SOURCE_ADDRESS,
                    "the server was to dial from an address that this node does not have",
                    "set the tenant's active.sourceAddress to an address of the node, or take it away");
        }
        String target =
                text(failed.target().getAddress()) + ":" + failed.target().getPort();
        return Verdict.of(
                Kind.CLIENT_CLOSED,
                switch (failed.why()) {
                    case "timeout" -> "the client's port " + target + " did not answer the server in active mode";
                    case "refused" -> "the client's port " + target + " refused the server in active mode";
                    default -> "the client's port " + target + " cannot be reached from the server in active mode";
                },
                "set the client to passive mode; a firewall or router of the client lets nobody in");
    }

    private static Optional<Verdict> givenUp(Event.DataGivenUp givenUp, List<String> succeeding) {
        if (givenUp.after().compareTo(CHANGED_ITS_MIND) < 0) {
            return Optional.empty();
        }
        return Verdict.of(
                Kind.CLIENT_GAVE_UP,
                "the client at " + text(givenUp.client()) + " gave up after "
                        + givenUp.after().toSeconds() + " s, before a connection of it reached port " + givenUp.port()
                        + whoSucceeds(succeeding),
                notReached(String.valueOf(givenUp.port()), succeeding));
    }

    private static Optional<Verdict> ended(Event.TransferEnded ended) {
        if (ended.reply() < FIRST_FAILURE) {
            return Verdict.well();
        }
        return switch (ended.reply()) {
            case RefusedCommands.OPENS_NO_DATA_CONNECTION -> Optional.empty(); // the event before says more
            case ABORTED ->
                Verdict.of(
                        Kind.BROKEN,
                        ended.verb() + " ended after " + ended.octets() + " bytes and "
                                + ended.took().toSeconds() + " s: the data connection was broken or stood still",
                        "look for a device between client and server that ends idle or long connections, and whether"
                                + " the client was closed");
            default ->
                Verdict.of(
                        Kind.STORAGE,
                        ended.verb() + " ended with reply " + ended.reply(),
                        "look at the server's storage: space, quota, permissions of the tenant's directory");
        };
    }

    private static String whoSucceeds(List<String> succeeding) {
        return succeeding.isEmpty() ? "" : "; clients of " + String.join(", ", succeeding) + " succeed";
    }

    private static String notReached(String ports, List<String> succeeding) {
        return succeeding.isEmpty()
                ? "open the ports " + ports + " in the firewall in front of the server and forward them to it"
                        + " unchanged; check that the address is the server's"
                : "the way from the client's network is blocked: let its firewall open connections to the ports "
                        + ports;
    }

    private static String text(InetAddress address) {
        return address.getHostAddress();
    }

    private static String texts(Set<InetAddress> addresses) {
        return addresses.stream().map(Causes::text).sorted().collect(Collectors.joining(", "));
    }
}
