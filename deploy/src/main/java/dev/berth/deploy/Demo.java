package dev.berth.deploy;

import dev.berth.account.Accounts;
import dev.berth.account.NewAccount;
import dev.berth.account.Permission;
import dev.berth.account.Randomness;
import dev.berth.account.UserName;
import dev.berth.config.DemoConfig;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Directory;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.NewEndpoint;
import dev.berth.endpoint.NewTenant;
import dev.berth.endpoint.PassiveRange;
import dev.berth.endpoint.Topology;
import dev.berth.quota.Owner;
import dev.berth.storage.Files;
import dev.berth.storage.Storage;
import dev.berth.storage.Upload;
import dev.berth.storage.WriteMode;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import dev.berth.view.Recount;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Fills an empty directory with two tenants, so that there is something to try: each has a control port, a passive
/// range, a storage root and an account of the same name, and both are served by one shared endpoint as well. The
/// passwords are written down before anything is made, and each step is left out when it was done already, so a start
/// that broke off is completed by the next.
final class Demo {

    /// The account of both tenants.
    static final String USER = "demo";

    private static final String SHARED = "shared";
    private static final List<Slug> TENANTS = List.of(new Slug("north"), new Slug("south"));

    private final DemoConfig config;
    private final Directory directory;
    private final Accounts accounts;
    private final Storage storage;
    private final Recount recount;
    private final PrivateFile logins;
    private final PrivateFile unfinished;
    private final SecureRandom random = Randomness.seeded();

    /// @param data the node's data directory, where the logins are kept
    /// @param recount tells the books of the first files
    Demo(
            Vertx vertx,
            Path data,
            DemoConfig config,
            Directory directory,
            Accounts accounts,
            Storage storage,
            Recount recount) {
        this.config = config;
        this.directory = directory;
        this.accounts = accounts;
        this.storage = storage;
        this.recount = recount;
        this.logins = new PrivateFile(vertx.fileSystem(), data.resolve("demo-logins"));
        this.unfinished = new PrivateFile(vertx.fileSystem(), data.resolve("demo-logins.unfinished"));
    }

    /// Where the logins are kept.
    Path file() {
        return logins.path();
    }

    /// Fills the directory if it is empty and the operator wants it.
    ///
    /// @return the logins, as far as they are still written down
    Future<DemoLogins> prepare() {
        return Future.all(directory.topology(), unfinished.exists(), logins.exists())
                .compose(found -> prepare(found.resultAt(0), found.resultAt(1), found.resultAt(2)));
    }

    private Future<DemoLogins> prepare(Topology topology, boolean begun, boolean done) {
        boolean empty = topology.endpoints().isEmpty() && topology.berths().isEmpty();
        if (config.enabled() && begun) {
            return unfinished.read().map(DemoLogins::parse).compose(this::fill);
        }
        if (config.enabled() && empty) {
            DemoLogins fresh = DemoLogins.generate(USER, TENANTS, random);
            return unfinished.write(fresh.text()).compose(_ -> fill(fresh));
        }
        return done ? logins.read().map(DemoLogins::parse) : Future.succeededFuture(DemoLogins.none());
    }

    private Future<DemoLogins> fill(DemoLogins passwords) {
        Future<?> filled = unlessThere(directory.createEndpoint(sharedEndpoint()));
        for (int i = 0; i < TENANTS.size(); i++) {
            NewTenant tenant = tenant(TENANTS.get(i), i);
            filled = filled.compose(_ -> add(tenant, passwords));
        }
        return filled.compose(_ -> unfinished.rename(logins)).map(passwords);
    }

    private Future<Void> add(NewTenant tenant, DemoLogins passwords) {
        return unlessThere(directory.createTenant(tenant))
                .compose(_ -> directory.berth(tenant.slug()))
                .compose(berth -> addAccount(berth, passwords)
                        .compose(_ -> welcome(berth))
                        .compose(_ -> count(berth.tenant().id())));
    }

    private Future<Void> addAccount(Berth berth, DemoLogins passwords) {
        return passwords
                .of(berth.tenant().slug())
                .map(login -> new NewAccount(new UserName(login.user()), login.password(), "/", Permission.USUAL))
                .map(account -> unlessThere(accounts.create(berth.tenant().id(), account)))
                .orElseGet(Future::succeededFuture);
    }

    private NewEndpoint sharedEndpoint() {
        return new NewEndpoint(SHARED, List.of(listener(config.port() + TENANTS.size())), Optional.empty());
    }

    private NewTenant tenant(Slug slug, int index) {
        int first = config.passivePort() + index * DemoConfig.RANGE;
        return new NewTenant(
                slug,
                "Demo " + slug,
                Optional.empty(),
                List.of(SHARED),
                List.of(listener(config.port() + index)),
                Optional.of(new PassiveRange(first, first + DemoConfig.RANGE - 1)),
                List.of());
    }

    private static Listener listener(int port) {
        return new Listener(port, Listener.Tls.EXPLICIT, Listener.Proxy.OFF);
    }

    /// A first file, so that the first listing shows whose files they are.
    private Future<Void> welcome(Berth berth) {
        String text = "This is the storage of the tenant " + berth.tenant().slug() + ".\n";
        ByteBuffer[] content = {ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))};
        return storage.open(berth.tenant().storageRoot(), "/")
                .compose(files -> store(files, content).eventually(files::close));
    }

    /// The books know what was stored beside them.
    private Future<Void> count(TenantId tenant) {
        return accounts.of(tenant)
                .compose(all -> Future.all(Stream.concat(
                                Stream.of(Owner.of(tenant)),
                                all.stream().map(account -> Owner.of(tenant, account.id())))
                        .map(owner -> recount.of(owner).ended())
                        .toList()))
                .mapEmpty();
    }

    private static Future<Void> store(Files files, ByteBuffer[] content) {
        return files.write(dev.berth.protocol.FtpPath.ROOT.child("welcome.txt"), new WriteMode.Replace(true))
                .compose(upload -> upload.write(content)
                        .compose(_ -> upload.commit())
                        .recover(failure -> abandon(upload, failure)))
                .mapEmpty();
    }

    private static Future<Long> abandon(Upload upload, Throwable failure) {
        return upload.abandon().transform(_ -> Future.failedFuture(failure));
    }

    private static Future<Void> unlessThere(Future<?> step) {
        return step.<Void>mapEmpty()
                .recover(failure -> failure instanceof DirectoryRefused refused
                                && refused.reason() == DirectoryRefused.Reason.ALREADY_EXISTS
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure));
    }
}
