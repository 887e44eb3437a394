package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl tenants`.
@Command(name = "tenants", description = "The customers and their places.", synopsisSubcommandLabel = "COMMAND")
final class TenantsCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.of("SLUG", "slug"),
            Column.of("STATUS", "status"),
            Column.of("PLAN", "plan"),
            new Column("CONTROL PORTS", TenantsCommand::ports),
            new Column("PASSIVE", tenant -> passive(tenant).getString("ports", "(shared)")),
            Column.of("STORAGE", "storageRoot"),
            Column.of("NAME", "name"));

    private static final String EXTERNAL =
            "What 227 says: ADDRESS, or NETWORK=ADDRESS for the clients of a network; the first that matches wins."
                    + " May be repeated.";

    private static final String PLAN = "Where its limits and quotas come from that it does not have itself.";

    private static final String FILE_OWNER =
            "Whom new files belong to, as numbers; or :GID. The node needs the right to give files away.";

    private static final Pattern OWNER = Pattern.compile("(?!$)(?<uid>\\d{1,10})?(:(?<gid>\\d{1,10}))?");

    private static final String FORCE =
            "Store rules that would tell clients on the internet an address that is not on it.";

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Command(description = "List the tenants.")
    int list() {
        return ctl().list("/tenants", COLUMNS);
    }

    @Command(description = "Show a tenant.")
    int show(@Parameters(paramLabel = "TENANT") String tenant) {
        return ctl().show(ctl().server().get(path(tenant)));
    }

    @Command(description = "Make a tenant.")
    int create(
            @Parameters(paramLabel = "SLUG", description = "Its short name.") String slug,
            @Option(names = "--name", description = "What people call it.") @Nullable String name,
            @Option(names = "--storage-root", paramLabel = "DIR", description = "The directory of its files.") @Nullable
                    String storageRoot,
            @Option(names = "--file-owner", paramLabel = "UID[:GID]", description = FILE_OWNER) @Nullable
                    String fileOwner,
            @Option(
                            names = "--endpoint",
                            paramLabel = "NAME",
                            description = "An endpoint that serves it. May be repeated.")
                    @Nullable
                    List<String> endpoints,
            @Mixin ListenerOptions listeners,
            @Mixin KnownByOptions knownBy,
            @Option(names = "--ports", paramLabel = "FIRST-LAST", description = "Its own passive ports.") @Nullable
                    String passive,
            @Option(names = "--external", paramLabel = "[NETWORK=]ADDRESS", description = EXTERNAL) @Nullable
                    List<String> external,
            @Option(names = "--plan", description = PLAN) @Nullable String plan,
            @Option(names = "--force", description = FORCE) boolean force) {
        var body = new JsonObject().put("slug", slug);
        putIfGiven(body, "name", name);
        putIfGiven(body, "plan", plan);
        putIfGiven(body, "storageRoot", storageRoot);
        if (fileOwner != null) {
            JsonObject owner = owner(fileOwner);
            owner.fieldNames().removeIf(part -> owner.getValue(part) == null);
            body.put("fileOwner", owner);
        }
        putIfGiven(body, "endpoints", endpoints == null ? null : new JsonArray(endpoints));
        listeners.putInto(body);
        knownBy.putInto(body);
        if (passive != null || external != null) {
            body.put("passive", passive(passive, external, force));
        }
        return ctl().changed(ctl().server().post("/tenants", body), "tenant");
    }

    @Command(description = "Give a tenant its own passive ports and external address, in force at once.")
    int passive(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Option(names = "--ports", required = true, paramLabel = "FIRST-LAST", description = "The ports.")
                    String ports,
            @Option(names = "--external", paramLabel = "[NETWORK=]ADDRESS", description = EXTERNAL) @Nullable
                    List<String> external,
            @Option(names = "--force", description = FORCE) boolean force) {
        return ctl().changed(ctl().server().put(path(tenant) + "/passive", passive(ports, external, force)), "tenant");
    }

    @Command(description = "Change a tenant; what is not named stays.")
    int set(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Option(names = "--name", description = "What people call it.") @Nullable String name,
            @Option(names = "--status", description = "active, read-only, download-only or blocked.") @Nullable
                    String status,
            @Option(names = "--file-owner", paramLabel = "UID[:GID]|none", description = FILE_OWNER) @Nullable
                    String fileOwner,
            @Option(
                            names = "--endpoint",
                            paramLabel = "NAME",
                            description = "The endpoints that serve it, in place of those it has. May be repeated.")
                    @Nullable
                    List<String> endpoints,
            @Mixin ListenerOptions listeners,
            @Mixin KnownByOptions knownBy,
            @Option(names = "--plan", description = PLAN) @Nullable String plan,
            @Option(names = "--no-plan", description = "It shall follow no plan any more.") boolean noPlan) {
        var body = new JsonObject();
        putIfGiven(body, "plan", plan);
        if (noPlan) {
            body.putNull("plan");
        }
        putIfGiven(body, "name", name);
        putIfGiven(body, "status", status);
        if (fileOwner != null) {
            body.put("fileOwner", "none".equals(fileOwner) ? null : owner(fileOwner));
        }
        putIfGiven(body, "endpoints", endpoints == null ? null : new JsonArray(endpoints));
        listeners.putInto(body);
        knownBy.putInto(body);
        return ctl().changed(ctl().server().patch(path(tenant), body), "tenant");
    }

    @Command(description = "Let nobody of a tenant log in.")
    int block(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Option(names = "--reason", description = "Why, for its users.") @Nullable String reason) {
        var body = new JsonObject().put("status", "blocked");
        putIfGiven(body, "statusReason", reason);
        return ctl().changed(ctl().server().patch(path(tenant), body), "tenant");
    }

    @Command(description = "Let the status of a tenant change by itself, in place of what was scheduled.")
    int schedule(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Option(
                            names = "--status",
                            required = true,
                            description = "What comes: active, read-only, download-only or blocked.")
                    String status,
            @Option(
                            names = "--from",
                            required = true,
                            paramLabel = "TIME",
                            description = "Such as 2027-01-31T12:00:00Z.")
                    String from,
            @Option(names = "--until", paramLabel = "TIME", description = "When it goes again; it stays unless given.")
                    @Nullable
                    String until,
            @Option(names = "--then", paramLabel = "STATUS", description = "What follows it; active unless given.")
                    @Nullable
                    String then,
            @Option(names = "--reason", description = "Why, for its users.") @Nullable String reason) {
        var schedule = new JsonObject()
                .put("status", status)
                .put("from", from)
                .put("until", until)
                .put("then", then)
                .put("reason", reason);
        var body = new JsonObject().put("schedule", schedule);
        return ctl().changed(ctl().server().patch(path(tenant), body), "tenant");
    }

    @Command(description = "Let the status of a tenant stay what it is.")
    int unschedule(@Parameters(paramLabel = "TENANT") String tenant) {
        return ctl().changed(ctl().server().patch(path(tenant), new JsonObject().putNull("schedule")), "tenant");
    }

    @Command(description = "Let a tenant work again.")
    int unblock(@Parameters(paramLabel = "TENANT") String tenant) {
        return ctl().changed(ctl().server().patch(path(tenant), new JsonObject().put("status", "active")), "tenant");
    }

    @Command(
            description =
                    "Remove a tenant with its accounts, tokens, listeners and ports; its files stay, unless told so.")
    int delete(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Option(
                            names = "--remove-files",
                            description = "Remove its files, too, by a job that goes on in the background.")
                    boolean removeFiles) {
        return removeFiles
                ? ctl().show(ctl().server().delete(path(tenant) + "?files=remove"))
                : ctl().removed(ctl().server().delete(path(tenant)));
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }

    static String path(String tenant) {
        return "/tenants/" + Ctl.segment(tenant);
    }

    static void putIfGiven(JsonObject body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    /// @return both numbers, null for the one that is not given
    private static JsonObject owner(String text) {
        Matcher parts = OWNER.matcher(text);
        if (!parts.matches()) {
            throw new CtlFailed(CtlFailed.Exit.REFUSED, "--file-owner = " + text + ": is UID, UID:GID or :GID");
        }
        return new JsonObject().put("uid", number(parts.group("uid"))).put("gid", number(parts.group("gid")));
    }

    private static @Nullable Long number(@Nullable String digits) {
        return digits == null ? null : Long.valueOf(digits);
    }

    private static JsonObject passive(@Nullable String ports, @Nullable List<String> external, boolean force) {
        var body = new JsonObject();
        putIfGiven(body, "force", force ? true : null);
        putIfGiven(body, "ports", ports);
        if (external != null) {
            body.put(
                    "external",
                    new JsonArray(external.stream().map(TenantsCommand::rule).toList()));
        }
        return body;
    }

    private static JsonObject rule(String text) {
        int equals = text.indexOf('=');
        return equals < 0
                ? new JsonObject().put("address", text)
                : new JsonObject().put("clients", text.substring(0, equals)).put("address", text.substring(equals + 1));
    }

    private static JsonObject passive(JsonObject tenant) {
        return tenant.getJsonObject("passive", new JsonObject());
    }

    private static String ports(JsonObject tenant) {
        return tenant.getJsonArray("endpoints").stream()
                .flatMap(endpoint -> ((JsonObject) endpoint).getJsonArray("listeners").stream())
                .map(listener -> String.valueOf(((JsonObject) listener).getInteger("port")))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
