package dev.berth.admin;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.Adapters;
import dev.berth.FtpServer;
import dev.berth.account.AccountAlterations.Terms;
import dev.berth.account.AccountBatches.Made;
import dev.berth.account.AccountBatches.Ready;
import dev.berth.account.Accounts;
import dev.berth.account.Administrator.Role;
import dev.berth.account.Administrators;
import dev.berth.account.ApiTokens;
import dev.berth.account.KeptJobs;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.admin.events.EventFeed;
import dev.berth.audit.Auditor;
import dev.berth.config.BerthConfig;
import dev.berth.diagnosis.Diagnosis;
import dev.berth.endpoint.Directory;
import dev.berth.jdbc.Database;
import dev.berth.jdbc.JdbcAccountAlterations;
import dev.berth.jdbc.JdbcAccountBatches;
import dev.berth.jdbc.JdbcAccounts;
import dev.berth.jdbc.JdbcAdministrators;
import dev.berth.jdbc.JdbcAlterations;
import dev.berth.jdbc.JdbcAnonymousAccess;
import dev.berth.jdbc.JdbcApiTokens;
import dev.berth.jdbc.JdbcAppPasswords;
import dev.berth.jdbc.JdbcAuditTrail;
import dev.berth.jdbc.JdbcAuthenticator;
import dev.berth.jdbc.JdbcBans;
import dev.berth.jdbc.JdbcCertificates;
import dev.berth.jdbc.JdbcDiagnosticLogins;
import dev.berth.jdbc.JdbcDirectory;
import dev.berth.jdbc.JdbcFolders;
import dev.berth.jdbc.JdbcKeptJobs;
import dev.berth.jdbc.JdbcLimitSettings;
import dev.berth.jdbc.JdbcNewAccounts;
import dev.berth.jdbc.JdbcOwnPassword;
import dev.berth.jdbc.JdbcPlans;
import dev.berth.jdbc.JdbcQuotaLedger;
import dev.berth.jdbc.JdbcRepeats;
import dev.berth.jdbc.JdbcSecondFactors;
import dev.berth.jdbc.JdbcSigningKey;
import dev.berth.jdbc.Passwords;
import dev.berth.observe.Events;
import dev.berth.observe.Exposition;
import dev.berth.quota.QuotaLedger;
import dev.berth.storage.Storage;
import dev.berth.storage.local.LocalStorage;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import dev.berth.tls.Sealing;
import dev.berth.view.Recount;
import dev.berth.view.RemovedTenants;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A whole node for one test class: admin API, FTP server, embedded database and files in a temporary directory.
final class ApiUnderTest implements BeforeAllCallback, AfterAllCallback {

    private final LaterClock clock = new LaterClock();
    private Path data;
    private Vertx vertx;
    private Database database;
    private Storage storage;
    private QuotaLedger quotas;
    private Passwords passwords;
    private FtpServer ftp;
    private final RecordedAdapters recorded = new RecordedAdapters();
    private AdminApi api;
    private Auditor auditor;
    private Directory directory;
    private Accounts accounts;
    private ApiUnderTestClients clients;
    private final Map<String, Object> more;

    ApiUnderTest() {
        this(Map.of());
    }

    /// @param more settings beside the usual ones
    ApiUnderTest(Map<String, Object> more) {
        this.more = Map.copyOf(more);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        data = Files.createTempDirectory("berth-api");
        vertx = Vertx.vertx();
        BerthConfig config = ApiSettings.of(data, more);
        database = await(Database.open(vertx, config.node(), config.database(), clock));
        storage = await(LocalStorage.start(vertx, config.storage()));
        quotas = await(JdbcQuotaLedger.open(vertx, database, config.node().id()));
        passwords = new Passwords(vertx, config.login());
        directory = new JdbcDirectory(database);
        accounts = new JdbcAccounts(database, passwords);
        ApiTokens tokens = new JdbcApiTokens(database);
        Secret operator =
                await(tokens.createFirst(_ -> Future.succeededFuture())).orElseThrow();
        Administrators administrators = new JdbcAdministrators(database, passwords);
        var diagnosis = new Diagnosis(Clock.systemUTC());
        var feed = new EventFeed();
        var audits = new JdbcAuditTrail(database);
        auditor = new Auditor(
                audits, config.node().id(), config.audit().queue(), Clock.systemUTC(), new SimpleMeterRegistry());
        await(vertx.deployVerticle(auditor));
        var events = new Events(List.of(diagnosis, feed, auditor));
        var seal = await(Sealing.load(vertx, config));
        var authenticator = new JdbcAuthenticator(vertx, database, passwords, config.login(), seal);
        var bans = new JdbcBans(database);
        var certificates = new JdbcCertificates(database, seal, true);
        ftp = await(FtpServer.start(
                vertx,
                config,
                new Adapters(
                        directory,
                        certificates,
                        authenticator,
                        new JdbcOwnPassword(database, passwords, config.login()),
                        storage,
                        quotas,
                        bans,
                        events)));
        api = new AdminApi(
                config.admin(),
                config.node().id(),
                recorded.of(new AdminApi.Adapters(
                        directory,
                        new JdbcAlterations(database),
                        accounts,
                        new JdbcAccountBatches(database, passwords),
                        new JdbcKeptJobs(database),
                        new RemovedTenants(vertx, storage),
                        new JdbcAccountAlterations(database),
                        new JdbcAppPasswords(database),
                        new JdbcFolders(database),
                        new JdbcSecondFactors(database, seal),
                        new JdbcAnonymousAccess(database),
                        certificates,
                        quotas,
                        new Recount(quotas, storage),
                        new JdbcLimitSettings(database),
                        new JdbcPlans(database),
                        new JdbcNewAccounts(database),
                        bans,
                        tokens,
                        administrators,
                        JdbcSigningKey.generate(),
                        new JdbcRepeats(database),
                        diagnosis,
                        new JdbcDiagnosticLogins(database, passwords),
                        ftp.network(),
                        events,
                        feed,
                        audits,
                        new Exposition("text/plain", () -> "berth_under_test 1\n"))));
        await(vertx.deployVerticle(api, AdminApi.deployment()));
        clients = new ApiUnderTestClients(api.port(), operator, tokens, administrators);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        await(ftp.stop());
        await(vertx.undeploy(auditor.deploymentID()));
        await(quotas.close());
        await(storage.close());
        await(passwords.close());
        await(database.close());
        await(vertx.close());
        try (Stream<Path> all = Files.walk(data)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @CanIgnoreReturnValue
    static <T> T await(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no result in time", e);
        }
    }

    /// The API in the hands of the operator.
    ApiClient operator() {
        return clients.operator();
    }

    /// The API in the hands of somebody with this token.
    ApiClient client(String token) {
        return clients.client(token);
    }

    /// The API in the hands of somebody with a new token.
    ///
    /// @param tenant whose; empty for all
    ApiClient client(Role role, Optional<String> tenant, String... operations) {
        return clients.client(role, tenant.map(this::id), operations);
    }

    /// The API in the hands of a new administrator who has logged in.
    ///
    /// @param tenant whose; empty for all
    ApiClient login(Role role, Optional<String> tenant) {
        return clients.login(role, tenant, tenant.map(this::id));
    }

    /// Makes a tenant with one control port and as many passive ports, which follow it; gives the control port.
    @CanIgnoreReturnValue
    int tenant(String slug, int passivePorts) {
        int port = FreePorts.block(passivePorts + 1);
        ApiAnswer made = operator()
                .post(
                        "/tenants",
                        new JsonObject()
                                .put("slug", slug)
                                .put("listeners", new JsonArray().add(new JsonObject().put("port", port)))
                                .put(
                                        "passive",
                                        new JsonObject().put("ports", (port + 1) + "-" + (port + passivePorts))));
        if (made.status() != 201) {
            throw new AssertionError(made.toString());
        }
        return port;
    }

    private TenantId id(String tenant) {
        return await(directory.berth(new Slug(tenant))).tenant().id();
    }

    /// Leaves a job as a node does that has ended after it had made one account.
    ///
    /// @return its id
    String interruptedJob(String tenant, String user) {
        var jobs = new JdbcKeptJobs(database);
        TenantId id = id(tenant);
        await(jobs.begun("other-1", "account-batch", id, "other", 2, Instant.now()));
        var ready = new Ready(new UserName(user), Optional.of("*"), Terms.plain("/", Set.of()), false);
        var progress = new KeptJobs.Progress("other-1", 1, "{\"created\":1,\"refused\":0,\"rows\":[]}");
        await(new JdbcAccountBatches(database, passwords)
                .create(id, List.of(ready), Made.EACH, _ -> Optional.of(progress)));
        await(jobs.interrupted("other", Instant.now()));
        return "other-1";
    }

    RecordedAdapters recorded() {
        return recorded;
    }

    int port() {
        return api.port();
    }

    Path storage() {
        return data.resolve("storage");
    }

    LaterClock clock() {
        return clock;
    }

    Vertx vertx() {
        return vertx;
    }

    Directory directory() {
        return directory;
    }
}
