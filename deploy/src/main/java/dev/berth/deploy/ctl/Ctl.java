package dev.berth.deploy.ctl;

import dev.berth.deploy.ctl.CtlFailed.Exit;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The command `berthctl`: where the server is, who calls, and how answers are printed. The resources are its
/// subcommands.
@Command(
        name = "berthctl",
        description = "Administers a running Berth over its admin API.",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        scope = ScopeType.INHERIT,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TenantsCommand.class,
            AccountsCommand.class,
            AppPasswordsCommand.class,
            FoldersCommand.class,
            SecondFactorCommand.class,
            AnonymousCommand.class,
            EndpointsCommand.class,
            QuotaCommand.class,
            LimitsCommand.class,
            PlansCommand.class,
            SessionsCommand.class,
            NodesCommand.class,
            BansCommand.class,
            DataCommand.class,
            AuditCommand.class,
            EventsCommand.class,
            JobsCommand.class,
            StateCommand.class,
            ImportCommand.class,
            DiagnosisCommand.class,
            DoctorCommand.class,
            LoginCommand.class,
            PasswordCommand.class,
            AdministratorsCommand.class,
            TokensCommand.class,
            CertificatesCommand.class,
            TlsCommand.class,
            MannersCommand.class,
            GenerateCompletion.class,
            HelpCommand.class
        },
        footer = {
            "",
            "The token is read from the file of --token-file or BERTH_TOKEN_FILE, else from BERTH_TOKEN, else from"
                    + " berth-data/operator-token below the working directory. It is never given on the command line,"
                    + " where others on the machine could see it.",
            "",
            "Ends with 0; 1 if the server refuses; 2 if the command line is wrong; 3 if there is no token or no server"
                    + " that answers; 4 if the change is stored but a node could not bring all of it into force; 5 if the"
                    + " doctor has found what makes clients fail."
        })
public final class Ctl {

    private static final Path USUAL_TOKEN = Path.of("berth-data", "operator-token");
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    private final Map<String, String> environment;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--url",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            description = "Where the admin API is, with or without its path /api/v1; also BERTH_URL. Else "
                    + ApiAddress.USUAL + ".")
    @Nullable
    String url;

    @Option(
            names = "--token-file",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "The file that holds the token; also BERTH_TOKEN_FILE.")
    @Nullable
    Path tokenFile;

    @Option(
            names = "--ca-file",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description =
                    "The certificates, PEM, that a server with https is trusted by; also BERTH_CA_FILE. Else those"
                            + " of the Java platform.")
    @Nullable
    Path caFile;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print the server's answer as JSON.")
    boolean json;

    Ctl(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /// Runs a command and ends the process with its exit code.
    ///
    /// @param words the command line
    public static void main(String[] words) {
        System.exit(commandLine(System.getenv()).execute(words));
    }

    /// The command line, ready to be executed.
    ///
    /// @param environment where the server and the token may be named
    static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new Ctl(environment)).setExecutionExceptionHandler((failure, line, _) -> {
            if (failure instanceof CtlFailed failed) {
                String.valueOf(failed.getMessage())
                        .lines()
                        .map(Column::harmless)
                        .forEach(line.getErr()::println);
                return failed.exit().code();
            }
            throw failure;
        });
    }

    /// The server that the options and the environment name.
    Server server() {
        return server(token());
    }

    /// The same without a token.
    Server stranger() {
        return server("");
    }

    private Server server(String token) {
        String base = url != null ? url : environment.getOrDefault("BERTH_URL", ApiAddress.USUAL);
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(LONGEST_CONNECT);
        authorities().ifPresent(file -> client.sslContext(TrustFile.context(file)));
        return new Server(address(base), token, client.build());
    }

    /// @throws ParameterException if the options or the environment name none
    private URI address(String base) {
        try {
            return ApiAddress.of(base);
        } catch (IllegalArgumentException e) {
            String sentence = "The URL " + Column.harmless(base) + " " + e.getMessage() + " (--url, BERTH_URL)";
            throw new ParameterException(commandLine(), sentence, e);
        }
    }

    private Optional<Path> authorities() {
        return Optional.ofNullable(caFile)
                .or(() -> Optional.ofNullable(environment.get("BERTH_CA_FILE")).map(Path::of));
    }

    /// A part of a path, escaped.
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Prints a list: all its pages, one line per entry.
    ///
    /// @param path of the list, without a query
    int list(String path, List<Column> columns) {
        return list(path, "", columns);
    }

    /// The same with a filter.
    ///
    /// @param query such as `status=blocked&`, or empty
    int list(String path, String query, List<Column> columns) {
        JsonArray items = server().all(path, query);
        out().println(json ? new JsonObject().put("items", items).encodePrettily() : Column.table(columns, items));
        out().flush();
        return 0;
    }

    /// Prints one thing, a line per member.
    int show(JsonObject thing) {
        out().println(json ? thing.encodePrettily() : Column.lines(thing));
        out().flush();
        return 0;
    }

    /// Prints what the nodes made of a change.
    ///
    /// @param member where the answer has the thing that was changed
    /// @return 0 if every node has it in force
    int changed(JsonObject answer, String member) {
        return told(answer, Column.lines(answer.getJsonObject(member)));
    }

    /// Prints what the nodes made of a removal.
    int removed(JsonObject answer) {
        return told(answer, "Removed.");
    }

    private int told(JsonObject answer, String forPeople) {
        JsonArray nodes = answer.getJsonArray("nodes");
        if (json) {
            out().println(answer.encodePrettily());
        } else {
            out().println(forPeople);
            answer.getJsonArray("warnings", new JsonArray())
                    .forEach(warning -> out().println("warning: " + Column.text(warning)));
            nodes.forEach(node -> out().println(Column.node((JsonObject) node)));
        }
        out().flush();
        boolean inForce = nodes.stream().allMatch(node -> "applied".equals(((JsonObject) node).getString("state")));
        return inForce ? 0 : Exit.NOT_IN_FORCE.code();
    }

    /// Prints that something is done that has no more to tell.
    ///
    /// @param answer what the server said, for programs
    int done(JsonObject answer, String sentence) {
        out().println(json ? answer.encodePrettily() : sentence);
        out().flush();
        return 0;
    }

    /// Where results are printed.
    PrintWriter out() {
        return commandLine().getOut();
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return spec.commandLine();
    }

    private String token() {
        if (tokenFile != null) {
            return read(tokenFile);
        }
        if (environment.containsKey("BERTH_TOKEN_FILE")) {
            return read(Path.of(environment.get("BERTH_TOKEN_FILE")));
        }
        if (environment.containsKey("BERTH_TOKEN")) {
            return environment.get("BERTH_TOKEN").strip();
        }
        if (!Files.exists(USUAL_TOKEN)) {
            throw new CtlFailed(
                    Exit.UNAVAILABLE,
                    "There is no token: name its file by --token-file (the first start of Berth writes one to"
                            + " operator-token in its data directory)");
        }
        return read(USUAL_TOKEN);
    }

    private static String read(Path file) {
        try {
            String token = Files.readString(file).strip();
            if (!token.matches("[\\x21-\\x7e]+")) {
                throw new CtlFailed(Exit.UNAVAILABLE, "The file " + file + " does not hold a token");
            }
            return token;
        } catch (IOException e) {
            throw new CtlFailed(Exit.UNAVAILABLE, "The token file " + file + " cannot be read: " + Reason.of(e));
        }
    }
}
