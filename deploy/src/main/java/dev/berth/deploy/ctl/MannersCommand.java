package dev.berth.deploy.ctl;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl manners`.
@Command(
        name = "manners",
        description = "How the server speaks to the clients of a tenant, and to those that cannot bear the usual.",
        synopsisSubcommandLabel = "COMMAND")
final class MannersCommand {

    private static final String RULES = "rules";

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Command(description = "Show a tenant's manners; the rules stand in the order in which they are tried.")
    int show(@Parameters(paramLabel = "TENANT") String tenant) {
        return ctl().show(ctl().server().get(path(tenant)));
    }

    @Command(description = "Set the clock and the character set of a tenant; what is not given stays.")
    int set(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Option(names = "--time-zone", paramLabel = "ZONE", description = "Whose clock LIST shows.") @Nullable
                    String zone,
            @Option(
                            names = "--charset",
                            paramLabel = "NAME",
                            description = "Names after OPTS UTF8 OFF, such as windows-1252; none refuses OFF.")
                    @Nullable
                    String charset,
            @Option(
                            names = "--greeting",
                            paramLabel = "TEXT",
                            description = "The 220 on its own listeners and after HOST; empty for that of the node.")
                    @Nullable
                    String greeting) {
        JsonObject body = ctl().server().get(path(tenant));
        if (greeting != null && greeting.isEmpty()) {
            body.remove("greeting");
        } else {
            TenantsCommand.putIfGiven(body, "greeting", greeting);
        }
        TenantsCommand.putIfGiven(body, "timeZone", zone);
        if ("none".equals(charset)) {
            body.remove("charset");
        } else {
            TenantsCommand.putIfGiven(body, "charset", charset);
        }
        return store(tenant, body);
    }

    @Command(name = "add-rule", description = "Add a rule for some clients, behind the others.")
    int addRule(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Option(
                            names = "--client",
                            paramLabel = "TEXT",
                            description = "For clients that have it in what CLNT or CSID says.")
                    @Nullable
                    String client,
            @Option(names = "--clients", paramLabel = "NETWORK", description = "For clients of a network.") @Nullable
                    String clients,
            @Option(names = "--account", paramLabel = "USER", description = "For an account.") @Nullable String account,
            @Option(names = "--epsv", paramLabel = "on|off", description = "Whether EPSV is offered.") @Nullable
                    String epsv,
            @Option(names = "--allo-text", paramLabel = "TEXT", description = "What 200 to ALLO says.") @Nullable
                    String alloText,
            @Option(names = "--time-zone", paramLabel = "ZONE", description = "Whose clock LIST shows.") @Nullable
                    String zone,
            @Option(
                            names = "--charset",
                            paramLabel = "NAME",
                            description = "Names from the login on, until OPTS UTF8 ON.")
                    @Nullable
                    String charset,
            @Option(names = "--stou-text", paramLabel = "file|for", description = "How 150 to STOU tells the name.")
                    @Nullable
                    String stouText) {
        var rule = new JsonObject();
        TenantsCommand.putIfGiven(rule, "client", client);
        TenantsCommand.putIfGiven(rule, "clients", clients);
        TenantsCommand.putIfGiven(rule, "account", account);
        TenantsCommand.putIfGiven(rule, "epsv", epsv);
        TenantsCommand.putIfGiven(rule, "alloText", alloText);
        TenantsCommand.putIfGiven(rule, "timeZone", zone);
        TenantsCommand.putIfGiven(rule, "charset", charset);
        TenantsCommand.putIfGiven(rule, "stouText", stouText);
        JsonObject body = ctl().server().get(path(tenant));
        body.put(RULES, body.getJsonArray(RULES, new JsonArray()).add(rule));
        return store(tenant, body);
    }

    @Command(name = "remove-rule", description = "Remove a rule.")
    int removeRule(
            @Parameters(paramLabel = "TENANT") String tenant,
            @Parameters(paramLabel = "NUMBER", description = "Its place in what is shown; the first is 1.")
                    int number) {
        JsonObject body = ctl().server().get(path(tenant));
        JsonArray rules = body.getJsonArray(RULES);
        if (number < 1 || number > rules.size()) {
            throw new CtlFailed(CtlFailed.Exit.REFUSED, "There are " + rules.size() + " rules, none is " + number);
        }
        rules.remove(number - 1);
        return store(tenant, body);
    }

    private int store(String tenant, JsonObject body) {
        return ctl().changed(ctl().server().put(path(tenant), body), "manners");
    }

    private static String path(String tenant) {
        return TenantsCommand.path(tenant) + "/manners";
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }
}
