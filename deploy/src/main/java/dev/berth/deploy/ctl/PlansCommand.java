package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl plans`.
@Command(
        name = "plans",
        description = "Limits and quotas that several tenants share.",
        synopsisSubcommandLabel = "COMMAND")
final class PlansCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.of("NAME", "name"),
            Column.of("VERSION", "version"),
            Column.of("TENANTS", "tenants"),
            Column.of("DESCRIPTION", "description"));

    private static final List<Column> VERSIONS = List.of(
            Column.of("VERSION", "version"),
            Column.of("MADE", "made"),
            new Column("LIMITS", version -> numbers(version.getJsonObject("limits"))),
            new Column("QUOTA", version -> numbers(version.getJsonObject("quota"))));

    private static final String LIMIT = "Such as sessions=10; the names are those of the admin API.";
    private static final String QUOTA = "Such as octets=10000000000; octets, files or volume.";

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Command(description = "List the plans.")
    int list() {
        return ctl().list("/plans", COLUMNS);
    }

    @Command(description = "Show a plan.")
    int show(@Parameters(paramLabel = "PLAN") String plan) {
        return ctl().show(ctl().server().get(path(plan)));
    }

    @Command(description = "List what a plan said from when on.")
    int versions(@Parameters(paramLabel = "PLAN") String plan) {
        return ctl().list(path(plan) + "/versions", VERSIONS);
    }

    @Command(description = "Make a plan; `tenants create --plan` and `tenants set --plan` let a tenant follow it.")
    int create(
            @Parameters(paramLabel = "PLAN", description = "Its name.") String plan,
            @Option(names = "--description", description = "What people say of it.") @Nullable String description,
            @Option(names = "--limit", paramLabel = "NAME=NUMBER", description = LIMIT) @Nullable
                    Map<String, Long> limits,
            @Option(names = "--quota", paramLabel = "NAME=NUMBER", description = QUOTA) @Nullable
                    Map<String, Long> quota) {
        JsonObject body = body(description, limits, quota).put("name", plan);
        return ctl().changed(ctl().server().post("/plans", body), "plan");
    }

    @Command(description = "Change a plan for every tenant that follows it; what is not named stays.")
    int set(
            @Parameters(paramLabel = "PLAN") String plan,
            @Option(names = "--description", description = "What people say of it.") @Nullable String description,
            @Option(names = "--limit", paramLabel = "NAME=NUMBER", description = LIMIT) @Nullable
                    Map<String, Long> limits,
            @Option(names = "--quota", paramLabel = "NAME=NUMBER", description = QUOTA) @Nullable
                    Map<String, Long> quota,
            @Option(names = "--no-limit", paramLabel = "NAME", description = "One that shall not be any more.")
                    @Nullable
                    List<String> noLimits,
            @Option(names = "--no-quota", paramLabel = "NAME", description = "One that shall not be any more.")
                    @Nullable
                    List<String> noQuota) {
        JsonObject body = body(description, limits, quota);
        takeAway(body, "limits", noLimits);
        takeAway(body, "quota", noQuota);
        return ctl().changed(ctl().server().patch(path(plan), body), "plan");
    }

    @Command(description = "Remove a plan that no tenant follows.")
    int delete(@Parameters(paramLabel = "PLAN") String plan) {
        return ctl().removed(ctl().server().delete(path(plan)));
    }

    private static JsonObject body(
            @Nullable String description, @Nullable Map<String, Long> limits, @Nullable Map<String, Long> quota) {
        var body = new JsonObject();
        TenantsCommand.putIfGiven(body, "description", description);
        TenantsCommand.putIfGiven(body, "limits", limits == null ? null : numbers(limits));
        TenantsCommand.putIfGiven(body, "quota", quota == null ? null : numbers(quota));
        return body;
    }

    private static JsonObject numbers(Map<String, Long> given) {
        var json = new JsonObject();
        given.forEach(json::put);
        return json;
    }

    private static void takeAway(JsonObject body, String member, @Nullable List<String> names) {
        if (names != null) {
            JsonObject inner = body.getJsonObject(member, new JsonObject());
            names.forEach(inner::putNull);
            body.put(member, inner);
        }
    }

    private static String numbers(JsonObject json) {
        return String.join(
                " ",
                json.stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
    }

    private static String path(String plan) {
        return "/plans/" + Ctl.segment(plan);
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }
}
