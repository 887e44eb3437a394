package dev.berth.admin.accounts;

import dev.berth.account.LoginRules;
import dev.berth.account.LoginRules.Hours;
import dev.berth.admin.problem.Fields;
import dev.berth.endpoint.ClientNetwork;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How accounts may be logged in to, as the contract writes it; networks and hours only where there are some.
final class LoginFields {

    private static final String OWN_PASSWORD = "ownPassword";
    private static final String MUST_CHANGE = "mustChangePassword";
    private static final String LOGIN = "login";
    private static final String ALLOWED = "allowedNetworks";
    private static final String DENIED = "deniedNetworks";
    private static final String HOURS = "hours";
    private static final String DAYS = "days";
    private static final String TIME = "a time such as 08:30";
    private static final int MOST = 100;
    private static final Set<DayOfWeek> EVERY_DAY = Set.of(DayOfWeek.values());

    private LoginFields() {}

    static LoginRules read(Fields fields) {
        boolean ownPassword = fields.truth(OWN_PASSWORD).orElse(LoginRules.USUAL.ownPassword());
        boolean mustChange = fields.truth(MUST_CHANGE).orElse(LoginRules.USUAL.mustChange());
        return fields.object(LOGIN, "networks and hours", inner -> rules(inner, ownPassword, mustChange))
                .orElse(new LoginRules(ownPassword, mustChange, List.of(), List.of(), List.of()));
    }

    private static Optional<LoginRules> rules(Fields fields, boolean ownPassword, boolean mustChange) {
        return Optional.of(new LoginRules(
                ownPassword,
                mustChange,
                fields.texts(ALLOWED, ClientNetwork.RULE, MOST, LoginFields::network),
                fields.texts(DENIED, ClientNetwork.RULE, MOST, LoginFields::network),
                fields.objects(HOURS, "days, from and to", MOST, LoginFields::hours)));
    }

    static String network(String text) {
        return ClientNetwork.parse(text).text();
    }

    private static Optional<Hours> hours(Fields fields) {
        List<DayOfWeek> days = fields.texts(
                DAYS,
                "a day such as monday",
                EVERY_DAY.size(),
                text -> DayOfWeek.valueOf(text.toUpperCase(Locale.ROOT)));
        Optional<LocalTime> from = fields.required("from", TIME, LoginFields::time);
        Optional<LocalTime> to = fields.required("to", TIME, LoginFields::time);
        return from.flatMap(
                start -> to.map(end -> new Hours(days.isEmpty() ? EVERY_DAY : Set.copyOf(days), start, end)));
    }

    private static LocalTime time(String text) {
        if (!text.matches("\\d\\d:\\d\\d")) {
            throw new IllegalArgumentException("not a time");
        }
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a time", e);
        }
    }

    static void write(LoginRules rules, JsonObject json) {
        json.put(OWN_PASSWORD, rules.ownPassword()).put(MUST_CHANGE, rules.mustChange());
        if (rules.allowed().isEmpty()
                && rules.denied().isEmpty()
                && rules.hours().isEmpty()) {
            return;
        }
        var hours = new JsonArray();
        for (Hours each : rules.hours()) {
            var days = new JsonArray();
            each.days().stream().sorted().forEach(day -> days.add(day.name().toLowerCase(Locale.ROOT)));
            hours.add(new JsonObject()
                    .put(DAYS, days)
                    .put("from", each.from().toString())
                    .put("to", each.to().toString()));
        }
        json.put(
                LOGIN,
                new JsonObject()
                        .put(ALLOWED, new JsonArray(rules.allowed()))
                        .put(DENIED, new JsonArray(rules.denied()))
                        .put(HOURS, hours));
    }
}
