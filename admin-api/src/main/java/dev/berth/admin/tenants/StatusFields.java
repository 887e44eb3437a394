package dev.berth.admin.tenants;

import static java.util.stream.Collectors.joining;

import dev.berth.admin.problem.Fields;
import dev.berth.admin.problem.Times;
import dev.berth.tenant.StatusCourse;
import dev.berth.tenant.StatusCourse.Change;
import dev.berth.tenant.TenantStatus;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The status of a tenant, and what becomes of it, as requests bring them and as the contract writes them.
final class StatusFields {

    /// The rule of a status in words, for messages.
    static final String STATUS = "one of "
            + Arrays.stream(TenantStatus.values()).map(StatusFields::name).collect(joining(", "));

    private static final String REASON =
            "at most " + StatusCourse.LONGEST_REASON + " characters, none of them a control character";

    private StatusFields() {}

    static Optional<StatusCourse> read(Fields fields) {
        Optional<TenantStatus> status = fields.required("status", STATUS, StatusFields::parse);
        Optional<String> reason = fields.optional("statusReason", REASON, StatusFields::reason);
        Optional<List<Change>> changes =
                fields.object("schedule", "a status with from and, perhaps, until and then", StatusFields::changes);
        // What a document said of a time that has passed is what there is already.
        return status.map(now -> new StatusCourse(now, reason.orElse(""), changes.orElse(List.of())).at(Instant.now()));
    }

    private static Optional<List<Change>> changes(Fields fields) {
        Optional<TenantStatus> status = fields.required("status", STATUS, StatusFields::parse);
        Optional<String> reason = fields.optional("reason", REASON, StatusFields::reason);
        Optional<Instant> from = fields.required("from", Times.RULE, Times::parse);
        Optional<Instant> until = fields.optional(
                "until", Times.RULE + ", later than from", text -> after(from.orElse(Instant.MIN), Times.parse(text)));
        Optional<TenantStatus> then = fields.optional("then", STATUS + ", and only with until", text -> {
            if (!fields.has("until")) {
                throw new IllegalArgumentException("after nothing");
            }
            return parse(text);
        });
        if (status.isEmpty() || from.isEmpty()) {
            return Optional.empty();
        }
        List<Change> changes = new ArrayList<>();
        changes.add(new Change(from.get(), status.get(), reason.orElse("")));
        until.ifPresent(end -> changes.add(new Change(end, then.orElse(TenantStatus.ACTIVE), "")));
        return Optional.of(changes);
    }

    private static Instant after(Instant from, Instant until) {
        if (!until.truncatedTo(ChronoUnit.SECONDS).isAfter(from)) {
            throw new IllegalArgumentException("not later");
        }
        return until;
    }

    static void write(JsonObject json, StatusCourse course) {
        json.put("status", name(course.status()));
        if (!course.reason().isEmpty()) {
            json.put("statusReason", course.reason());
        }
        if (!course.changes().isEmpty()) {
            json.put("schedule", schedule(course.changes()));
        }
    }

    private static JsonObject schedule(List<Change> changes) {
        Change first = changes.getFirst();
        var json = new JsonObject()
                .put("status", name(first.status()))
                .put("from", first.at().toString());
        if (!first.reason().isEmpty()) {
            json.put("reason", first.reason());
        }
        if (changes.size() > 1) {
            json.put("until", changes.getLast().at().toString())
                    .put("then", name(changes.getLast().status()));
        }
        return json;
    }

    static String name(TenantStatus status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @throws IllegalArgumentException if the text breaks [#STATUS]
    static TenantStatus parse(String text) {
        return Arrays.stream(TenantStatus.values())
                .filter(status -> name(status).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a status is " + STATUS));
    }

    private static String reason(String text) {
        if (text.length() > StatusCourse.LONGEST_REASON || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a reason is " + REASON);
        }
        return text;
    }
}
