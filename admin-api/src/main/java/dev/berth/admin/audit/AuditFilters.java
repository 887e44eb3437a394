package dev.berth.admin.audit;

import dev.berth.admin.operation.Call;
import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Times;
import dev.berth.audit.AuditKey;
import dev.berth.audit.AuditQuery;
import dev.berth.audit.AuditRecord.Result;
import dev.berth.tenant.TenantId;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which records a request asks for, and where a page of them ends.
final class AuditFilters {

    private static final String AFTER_RULE = "the next of the page before";
    private static final Pattern CURSOR = Pattern.compile("(\\d{1,18})\\.(\\d{1,19})\\.(\\d{1,18})");
    private static final int MILLION = 1_000_000;

    private final Call call;
    private final List<FieldFault> faults = new ArrayList<>();

    private AuditFilters(Call call) {
        this.call = call;
    }

    /// Asks for one more than fit on the page, which tells whether there is another one.
    ///
    /// @param operations those that a record can be of
    /// @throws Problem with everything that is wrong
    static AuditQuery query(Call call, Optional<TenantId> tenant, Set<String> operations) {
        var filters = new AuditFilters(call);
        var query = new AuditQuery(
                tenant,
                filters.given("from", Times.RULE, Times::parse),
                filters.given("until", Times.RULE, Times::parse),
                call.filter("actor"),
                filters.given("client", "an IPv4 or IPv6 address", AuditFilters::address),
                filters.given(
                        "operation",
                        "one of " + String.join(", ", new TreeSet<>(operations)),
                        text -> known(text, operations)),
                filters.given("result", "done, refused or failed", AuditFilters::result),
                call.page().after().flatMap(text -> filters.read("after", text, AFTER_RULE, AuditFilters::key)),
                call.page().limit() + 1);
        if (!filters.faults.isEmpty()) {
            throw Problem.invalid(filters.faults);
        }
        return query;
    }

    /// The cursor behind a record, of the same length for all.
    static String cursor(AuditKey key) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, key.at());
        return String.format(Locale.ROOT, "%018d.%019d.%018d", micros, key.source(), key.number());
    }

    private <T> Optional<T> given(String name, String rule, Function<String, T> parser) {
        return call.filter(name).flatMap(text -> read(name, text, rule, parser));
    }

    private <T> Optional<T> read(String name, String text, String rule, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException | DateTimeException _) {
            faults.add(FieldFault.of(name, text, rule));
            return Optional.empty();
        }
    }

    private static String address(String text) {
        return InetAddress.ofLiteral(text).getHostAddress();
    }

    private static String known(String text, Set<String> operations) {
        if (!operations.contains(text)) {
            throw new IllegalArgumentException("no operation");
        }
        return text;
    }

    private static Result result(String text) {
        if (!text.equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("not in lower case");
        }
        return Result.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static AuditKey key(String text) {
        Matcher parts = CURSOR.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a cursor");
        }
        long micros = Long.parseLong(parts.group(1));
        return new AuditKey(
                Instant.ofEpochSecond(micros / MILLION, micros % MILLION * 1000),
                Long.parseLong(parts.group(2)),
                Long.parseLong(parts.group(3)));
    }
}
