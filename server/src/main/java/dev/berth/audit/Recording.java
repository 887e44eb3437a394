package dev.berth.audit;

import dev.berth.account.Account;
import dev.berth.audit.AuditRecord.Result;
import dev.berth.observe.Event;
import dev.berth.observe.NodeEvent;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which events are recorded, and as what.
final class Recording {

    /// What reads is not recorded, unless it was not allowed; an export is.
    private static final Pattern READS = Pattern.compile("(get|list|read|stream|find|explain)[A-Z].*|openapi");

    private static final int FORBIDDEN = 403;
    private static final int LOGGED_IN = 230;
    private static final int NOT_LOGGED_IN = 530;
    private static final int NOT_AVAILABLE = 421;

    private static final String LOGIN = "login";
    private static final String CUT = "session-cut";
    private static final String BAN = "ban";
    static final String LOSS = "records-lost";

    /// Verbs by what they do.
    private static final Map<String, String> OPERATIONS = Map.ofEntries(
            Map.entry("RETR", "download"),
            Map.entry("STOR", "upload"),
            Map.entry("STOU", "upload"),
            Map.entry("APPE", "upload"),
            Map.entry("DELE", "delete"),
            Map.entry("RNFR", "rename"),
            Map.entry("RNTO", "rename"),
            Map.entry("MKD", "make-directory"),
            Map.entry("MKDIR", "make-directory"),
            Map.entry("RMD", "remove-directory"),
            Map.entry("RMDIR", "remove-directory"),
            Map.entry("RMDA", "remove-tree"),
            Map.entry("CHMOD", "change-mode"),
            Map.entry("MFF", "change-facts"),
            Map.entry("MFMT", "change-time"),
            Map.entry("UTIME", "change-time"),
            Map.entry("CPFR", "copy"),
            Map.entry("CPTO", "copy"),
            Map.entry("COPY", "copy"),
            Map.entry("COMB", "join"),
            Map.entry("SYMLINK", "link"),
            Map.entry("PSWD", "change-password"));

    /// What is recorded beside operations of the admin API and ends of jobs.
    static final Set<String> DEEDS = Stream.concat(
                    OPERATIONS.values().stream(), Stream.of(LOGIN, CUT, BAN, LOSS, NodeEvent.Administered.UNKNOWN))
            .collect(Collectors.toUnmodifiableSet());

    private final String node;

    /// @param node its id
    Recording(String node) {
        this.node = node;
    }

    /// Whether such an event may be worth a record; cheap, for the thread that it happens on.
    static boolean isOfInterest(Event event) {
        return switch (event) {
            case Event.LoginAccepted _,
                    Event.LoginDenied _,
                    Event.SessionCut _,
                    NodeEvent.Administered _,
                    NodeEvent.JobEnded _ -> true;
            case NodeEvent.Banned ban -> !ban.byHand(); // else the call of the administrator is recorded
            case Event.TransferEnded ended -> OPERATIONS.containsKey(ended.verb());
            case Event.Deed command -> OPERATIONS.containsKey(command.verb()) && !isHalf(command);
            default -> false;
        };
    }

    /// The first of two commands does nothing by itself.
    private static boolean isHalf(Event.Deed command) {
        return command.reply() < 400
                && (command.verb().equals("RNFR") || command.verb().equals("CPFR"));
    }

    /// The record of an event; empty for none.
    Optional<AuditRecord> of(Event event, AuditKey key) {
        return switch (event) {
            case Event.LoginAccepted login ->
                Optional.of(of(key, login.account(), login.client(), login.session(), LOGIN, LOGGED_IN));
            case Event.LoginDenied denied -> Optional.of(denied(denied, key));
            case Event.SessionCut cut -> Optional.of(cut(cut, key));
            case NodeEvent.Banned ban -> Optional.of(banned(ban, key));
            case Event.TransferEnded ended ->
                Optional.of(files(
                        of(
                                key,
                                ended.account(),
                                ended.client(),
                                ended.session(),
                                operation(ended.verb()),
                                ended.reply()),
                        List.of(ended.path()),
                        ended.octets()));
            case Event.Deed command ->
                Optional.of(files(
                        of(
                                key,
                                command.account(),
                                command.client(),
                                command.session(),
                                operation(command.verb()),
                                command.reply()),
                        command.paths(),
                        0));
            case NodeEvent.Administered done -> administered(done, key);
            case NodeEvent.JobEnded ended -> Optional.of(ended(ended, key));
            default -> Optional.empty();
        };
    }

    /// The record of records that were not kept.
    AuditRecord loss(AuditKey key, long records) {
        return new AuditRecord(
                key,
                node,
                TenantId.NOBODY,
                "",
                "",
                "",
                0,
                LOSS,
                List.of(),
                0,
                Result.FAILED,
                0,
                records + " records before this one were lost");
    }

    private static String operation(String verb) {
        return OPERATIONS.getOrDefault(verb, verb);
    }

    private AuditRecord of(
            AuditKey key, Account account, SocketAddress client, long session, String operation, int code) {
        return new AuditRecord(
                key,
                node,
                account.tenant().id(),
                account.tenant().slug().value(),
                account.user().value(),
                RecordedText.host(client),
                session,
                operation,
                List.of(),
                0,
                result(code),
                code,
                account.login()
                        .guest()
                        .map(said -> RecordedText.shortened(said, RecordedText.LONGEST_DETAIL))
                        .orElse(""));
    }

    private static AuditRecord files(AuditRecord record, List<String> paths, long octets) {
        return new AuditRecord(
                record.key(),
                record.node(),
                record.tenant(),
                record.slug(),
                record.actor(),
                record.client(),
                record.session(),
                record.operation(),
                RecordedText.texts(paths),
                octets,
                record.result(),
                record.code(),
                record.detail());
    }

    private AuditRecord denied(Event.LoginDenied denied, AuditKey key) {
        boolean refused = switch (denied.reason()) {
            case WRONG_CREDENTIALS,
                    DISABLED,
                    EXPIRED,
                    ELSEWHERE,
                    AT_OTHER_TIMES,
                    CONTRADICTED,
                    BANNED,
                    NOT_ENCRYPTED,
                    TENANT_BLOCKED -> true;
            case BUSY, UNAVAILABLE -> false;
        };
        return new AuditRecord(
                key,
                node,
                denied.tenant(),
                "",
                RecordedText.text(denied.login()),
                RecordedText.host(denied.client()),
                denied.session(),
                LOGIN,
                List.of(),
                0,
                refused ? Result.REFUSED : Result.FAILED,
                refused ? NOT_LOGGED_IN : NOT_AVAILABLE,
                RecordedText.lower(denied.reason()));
    }

    private AuditRecord cut(Event.SessionCut cut, AuditKey key) {
        return new AuditRecord(
                key,
                node,
                TenantId.NOBODY,
                "",
                "",
                RecordedText.host(cut.client()),
                cut.session(),
                CUT,
                List.of(),
                0,
                Result.REFUSED,
                0,
                RecordedText.lower(cut.reason()));
    }

    private AuditRecord banned(NodeEvent.Banned ban, AuditKey key) {
        return new AuditRecord(
                key,
                node,
                ban.owner().orElse(TenantId.NOBODY),
                ban.tenant().map(Slug::value).orElse(""),
                "",
                RecordedText.shortened(ban.network(), RecordedText.LONGEST_CLIENT),
                0,
                BAN,
                List.of(),
                0,
                Result.DONE,
                0,
                RecordedText.shortened(ban.reason(), RecordedText.LONGEST_DETAIL));
    }

    private Optional<AuditRecord> administered(NodeEvent.Administered done, AuditKey key) {
        if (READS.matcher(done.operation()).matches() && done.status() != FORBIDDEN) {
            return Optional.empty();
        }
        return Optional.of(new AuditRecord(
                key,
                node,
                // Who does not see a tenant writes nothing into its record by naming it: it is nobody's then.
                done.owner().orElse(TenantId.NOBODY),
                done.tenant()
                        .filter(_ -> !done.operation().equals(NodeEvent.Administered.UNKNOWN))
                        .map(Slug::value)
                        .orElse(""),
                RecordedText.shortened(done.administrator()),
                RecordedText.shortened(done.client(), RecordedText.LONGEST_CLIENT),
                0,
                done.operation(),
                List.of(RecordedText.shortened(done.path())),
                0,
                done.status() < 400 ? Result.DONE : done.status() < 500 ? Result.REFUSED : Result.FAILED,
                done.status(),
                ""));
    }

    /// The call that began it has a record of its own, which tells who wanted it.
    private AuditRecord ended(NodeEvent.JobEnded ended, AuditKey key) {
        return new AuditRecord(
                key,
                node,
                ended.owner(),
                ended.tenant().value(),
                "",
                "",
                0,
                ended.kind(),
                List.of(),
                0,
                ended.state().equals("done") ? Result.DONE : Result.FAILED,
                0,
                ended.state() + ", " + ended.steps() + " steps, job " + ended.job());
    }

    /// A reply of 4yz says that it may be tried again, one of 5yz that it was refused (RFC 959 §4.2.1).
    private static Result result(int reply) {
        return reply < 400 ? Result.DONE : reply < 500 ? Result.FAILED : Result.REFUSED;
    }
}
