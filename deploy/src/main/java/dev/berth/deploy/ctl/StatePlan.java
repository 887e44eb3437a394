package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The steps of a state for people: a line for each, one for each member that changes, and their sum.
final class StatePlan {

    private StatePlan() {}

    /// @param report as the server answers
    static String text(JsonObject report) {
        JsonArray steps = report.getJsonArray("steps");
        if (steps.isEmpty()) {
            return "Everything is as the document says.";
        }
        var text = new StringBuilder();
        Map<String, Integer> sum = new LinkedHashMap<>();
        for (Object each : steps) {
            JsonObject step = (JsonObject) each;
            String action = Column.text(step.getValue("action"));
            sum.merge(action, 1, Integer::sum);
            text.append(String.format("%-6s  %s%n", action, Column.text(step.getValue("of"))));
            step.getJsonArray("changes").forEach(change -> text.append(line(action, (JsonObject) change)));
        }
        String counts = sum.entrySet().stream()
                .map(one -> one.getValue() + " " + one.getKey())
                .collect(Collectors.joining(", "));
        return text.append(String.format("%n"))
                .append(steps.size() == 1 ? "1 step: " : steps.size() + " steps: ")
                .append(counts)
                .append(report.getBoolean("dryRun", false) ? ". Nothing is done (dry run)." : ". All are done.")
                .toString();
    }

    private static String line(String action, JsonObject change) {
        String to = change.getValue("to") == null ? "(none)" : Column.text(change.getValue("to"));
        String from = change.getValue("from") == null ? "(none)" : Column.text(change.getValue("from"));
        boolean made = action.equals("create") && change.getValue("from") == null;
        return String.format(
                "          %s: %s%n", Column.text(change.getValue("field")), made ? to : from + " -> " + to);
    }
}
