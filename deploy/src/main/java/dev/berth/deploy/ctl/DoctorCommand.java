package dev.berth.deploy.ctl;

import dev.berth.deploy.ctl.CtlFailed.Exit;
import dev.berth.deploy.doctor.Examination;
import dev.berth.deploy.doctor.Finding;
import dev.berth.deploy.doctor.Login;
import dev.berth.deploy.doctor.Subject;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `berthctl doctor`.
@Command(
        name = "doctor",
        description = {
            "Tries what a tenant's clients do, from where it is started: log in, PASV, EPSV, PORT, IPv4, IPv6, upload,"
                    + " download; and says what clients will experience and what to change.",
            "Start it on the node, and on a machine outside: what works here may be closed there."
        })
final class DoctorCommand implements Callable<Integer> {

    private static final int LONGEST_PATIENCE = 120;

    @ParentCommand
    @Nullable
    Ctl ctl;

    @Parameters(paramLabel = "TENANT")
    String tenant = "";

    @Option(
            names = "--target",
            paramLabel = "HOST",
            description =
                    "What the clients dial: a name, whose addresses are all tried, or an address. Else the tenant's"
                            + " external address if it is a fixed one, or the host of the admin API.")
    @Nullable
    String target;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long a connection may take, 1 to 120; ${DEFAULT-VALUE} if not given.")
    int patience;

    @Override
    public Integer call() {
        if (patience < 1 || patience > LONGEST_PATIENCE) {
            throw new CtlFailed(Exit.REFUSED, "--patience is 1 to " + LONGEST_PATIENCE + " seconds");
        }
        Server server = ctl().server();
        List<String> users = new ArrayList<>();
        try {
            return examine(server, users);
        } finally {
            users.forEach(user -> remove(server, user));
        }
    }

    /// @param users the accounts that were made for it
    private int examine(Server server, List<String> users) {
        JsonObject first = begin(server, users);
        Subject subject = Subject.of(first);
        var unused = new AtomicReference<@Nullable JsonObject>(first);
        Login.Source logins = () -> {
            JsonObject begun = unused.getAndSet(null);
            JsonObject login = (begun == null ? begin(server, users) : begun).getJsonObject("login");
            return new Login(login.getString("user"), login.getString("password"));
        };
        var examination = new Examination(subject, logins, Duration.ofSeconds(patience));
        return tell(examination.run(targets(host(subject, server))));
    }

    private JsonObject begin(Server server, List<String> users) {
        JsonObject begun = server.post(TenantsCommand.path(tenant) + "/doctor", new JsonObject());
        users.add(begun.getJsonObject("login").getString("user"));
        return begun;
    }

    /// A token that is limited may not; then they go by themselves.
    private void remove(Server server, String user) {
        try {
            var _ = server.delete(AccountsCommand.path(tenant) + "/" + Ctl.segment(user));
        } catch (CtlFailed _) {
            // What was found is told all the same.
        }
    }

    private String host(Subject subject, Server server) {
        if (target != null) {
            return target;
        }
        return subject.rules().stream()
                .filter(rule -> rule.clients().equals("*"))
                .map(Subject.Rule::address)
                .filter(address -> !address.equals("auto") && !address.equals("listener"))
                .findFirst()
                .orElseGet(server::host);
    }

    private static List<InetAddress> targets(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).distinct().toList();
        } catch (UnknownHostException _) {
            throw new CtlFailed(
                    Exit.REFUSED,
                    host + " has no address: clients that dial this name cannot connect; make its DNS records, or name"
                            + " what they dial by --target");
        }
    }

    private int tell(List<Finding> findings) {
        if (ctl().json) {
            var all = new JsonArray(findings.stream().map(Finding::toJson).toList());
            ctl().out().println(new JsonObject().put("findings", all).encodePrettily());
        } else {
            findings.forEach(finding -> ctl().out().println(finding.inWords()));
        }
        ctl().out().flush();
        return findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.BROKEN)
                ? Exit.NOT_WELL.code()
                : 0;
    }

    private Ctl ctl() {
        if (ctl == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return ctl;
    }
}
