package dev.berth.jdbc;

import dev.berth.account.LoginRules;
import dev.berth.account.LoginRules.Hours;
import dev.berth.endpoint.ClientNetwork;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How an account may be logged in to, as columns: two flags, and the networks and hours as an object of JSON, or
/// nothing where there are none.
final class LoginRulesText {

    /// What [#read] needs of the table `account`.
    static final String COLUMNS = "a.own_password, a.must_change, a.login_rules";

    private static final int MOST = 100;

    private LoginRulesText() {}

    /// The text of networks and hours that [#require] has accepted.
    static String write(LoginRules rules) {
        if (rules.allowed().isEmpty()
                && rules.denied().isEmpty()
                && rules.hours().isEmpty()) {
            return "";
        }
        var hours = new JsonArray();
        rules.hours()
                .forEach(each -> hours.add(new JsonObject()
                        .put(
                                "days",
                                new JsonArray(each.days().stream()
                                        .sorted()
                                        .map(DayOfWeek::name)
                                        .toList()))
                        .put("from", each.from().toString())
                        .put("to", each.to().toString())));
        return new JsonObject()
                .put("allowed", new JsonArray(rules.allowed()))
                .put("denied", new JsonArray(rules.denied()))
                .put("hours", hours)
                .encode();
    }

    static LoginRules read(ResultSet row) throws SQLException {
        return read(row.getBoolean("own_password"), row.getBoolean("must_change"), row.getString("login_rules"));
    }

    static LoginRules read(boolean ownPassword, boolean mustChange, String text) {
        if (text.isEmpty()) {
            return new LoginRules(ownPassword, mustChange, List.of(), List.of(), List.of());
        }
        var json = new JsonObject(text);
        JsonArray hours = json.getJsonArray("hours");
        return new LoginRules(
                ownPassword,
                mustChange,
                texts(json.getJsonArray("allowed")),
                texts(json.getJsonArray("denied")),
                IntStream.range(0, hours.size())
                        .mapToObj(hours::getJsonObject)
                        .map(LoginRulesText::hours)
                        .toList());
    }

    private static Hours hours(JsonObject json) {
        return new Hours(
                texts(json.getJsonArray("days")).stream()
                        .map(DayOfWeek::valueOf)
                        .collect(Collectors.toSet()),
                LocalTime.parse(json.getString("from")),
                LocalTime.parse(json.getString("to")));
    }

    private static List<String> texts(JsonArray array) {
        return array.stream().map(String.class::cast).toList();
    }

    /// @throws DirectoryRefused if they cannot be kept
    static void require(LoginRules rules) {
        requireNetworks("login.allowedNetworks", rules.allowed());
        requireNetworks("login.deniedNetworks", rules.denied());
        if (rules.hours().size() > MOST) {
            throw refused("login.hours", rules.hours().size() + " entries", "are at most " + MOST);
        }
    }

    /// @throws DirectoryRefused if one is none
    static void requireNetworks(String field, List<String> networks) {
        if (networks.size() > MOST) {
            throw refused(field, networks.size() + " networks", "are at most " + MOST);
        }
        for (String network : networks) {
            try {
                var _ = ClientNetwork.parse(network);
            } catch (IllegalArgumentException _) {
                throw refused(field, network, "is " + ClientNetwork.RULE);
            }
        }
    }

    private static DirectoryRefused refused(String field, String value, String rule) {
        return new DirectoryRefused(Reason.INVALID, field, value, rule);
    }
}
