package dev.berth;

import static dev.berth.NodeUnderTestAdapters.awaited;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.berth.account.Permission;
import dev.berth.account.Secret;
import dev.berth.bus.Address;
import dev.berth.bus.Applied;
import dev.berth.bus.RevisionHint;
import dev.berth.certificate.CertificateOwner;
import dev.berth.certificate.NewCertificate;
import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.EndpointId;
import dev.berth.endpoint.PassiveRange;
import dev.berth.endpoint.TenantManners;
import dev.berth.net.LeakReports;
import dev.berth.observe.Event;
import dev.berth.storage.Storage;
import dev.berth.storage.local.LocalStorage;
import dev.berth.tenant.Limits;
import dev.berth.tenant.TlsPolicy;
import dev.berth.transcript.DataClient;
import dev.berth.transcript.LoggedInClient;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A whole node for tests: real sockets on loopback, real files in a temporary directory, directory and logins in
/// memory. Tenants `acme` and `zebra` have listeners and passive ranges of their own, and both are served by
/// `shared` too; `quay` and `wharf` are served there only, with the shared pool, and by `proxied` and
/// `signals`, behind a balancer at 127.0.0.3 that sends PROXY headers. `zebra` advertises 127.0.0.2 in 227.
///
/// An event loop that stands still for 200 ms fails the test during which it did.
public final class NodeUnderTest implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private static final int START_ATTEMPTS = 5;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);
    private static final AtomicLong LAST = new AtomicLong();

    private final NodeUnderTestSettings settings;
    private final NodeUnderTestAdapters adapters = new NodeUnderTestAdapters();
    private Path root;
    private NodeUnderTestLayout layout;
    private Vertx vertx;
    private Storage storage;
    private FtpServer server;
    private WatchedLoops loops;

    private NodeUnderTest(NodeUnderTestSettings settings) {
        this.settings = settings;
    }

    /// A node as most tests want it; register it as an extension in a static field.
    public static NodeUnderTest standard() {
        return new NodeUnderTest(NodeUnderTestSettings.STANDARD);
    }

    /// A node with other settings.
    public static NodeUnderTest with(NodeUnderTestSettings settings) {
        return new NodeUnderTest(settings);
    }

    /// Where a listener is dialled.
    ///
    /// @param listener `acme`, `zebra`, `shared`, `proxied`, `signals`;
    ///     acme's `explicit`, `required`, `implicit`
    /// @param address a literal address that the node listens on
    public InetSocketAddress control(String listener, String address) {
        return new InetSocketAddress(
                InetAddress.ofLiteral(address), layout.controlPorts().get(listener));
    }

    /// Where a listener is dialled at 127.0.0.1.
    public InetSocketAddress control(String listener) {
        return control(listener, "127.0.0.1");
    }

    /// The passive ports of a tenant as they were at the start.
    public PassiveRange range(String tenant) {
        return layout.range(tenant);
    }

    /// Moves a tenant's passive range in the directory, and tells nobody: the poll must find it.
    ///
    /// @param to the range of another name that is not in use: `spare`
    public PassiveRange moveRange(String tenant, String to) {
        PassiveRange range = layout.ranges().get(to);
        awaited(adapters.directory().setPassive(adapters.tenant(tenant).id(), range, List.of()));
        return range;
    }

    /// Changes what a tenant demands of TLS, and waits until it is in force.
    public void demand(String tenant, TlsPolicy policy) {
        var id = adapters.tenant(tenant).id();
        hint(awaited(adapters.certificates().setPolicy(id, policy, Optional.empty()))
                .revision());
        await("the demand to be in force", () -> server.policy(id).equals(policy));
    }

    /// Gives a tenant, or the endpoint `shared` if it is called so, a certificate, and waits until it is served.
    ///
    /// @param pem certificate and private key
    public void certify(String tenant, String name, String pem) {
        CertificateOwner owner = adapters.hasTenant(tenant)
                ? new CertificateOwner.OfTenant(adapters.tenant(tenant).id())
                : new CertificateOwner.OfEndpoint(new EndpointId(1));
        var made = awaited(adapters.certificates().put(owner, name, new NewCertificate.OfPem(new Secret(pem))));
        hint(made.revision());
        await("the certificate to be served", () -> server.certificates().contains(made.value()));
    }

    /// Changes how a tenant's clients are spoken to, and waits until that is in force.
    public void setManners(String tenant, TenantManners manners) {
        announce(awaited(adapters.directory().setManners(adapters.tenant(tenant).id(), manners, Optional.empty()))
                .revision());
    }

    /// Changes what a tenant allows of data connections, and waits until that is in force.
    public void setData(String tenant, DataRules rules) {
        announce(awaited(adapters.directory().setData(adapters.tenant(tenant).id(), rules, Optional.empty()))
                .revision());
    }

    /// Tells the supervisor of a change, and waits until it is in force.
    private void announce(long wanted) {
        var served = new AtomicLong();
        var consumer = vertx.eventBus()
                .<JsonObject>consumer(
                        Address.APPLIED,
                        message -> served.set(Applied.fromJson(message.body()).revision()));
        hint(wanted);
        await("the change to be in force", () -> served.get() >= wanted);
        awaited(consumer.unregister());
    }

    private void hint(long revision) {
        vertx.eventBus().publish(Address.REVISION, new RevisionHint(revision, Optional.empty()).toJson());
    }

    /// A new account of a tenant, with an empty home and all permissions.
    public NodeUnderTestPerson person(String tenant) {
        try {
            long number = LAST.incrementAndGet();
            Path home = Files.createDirectories(
                    root.resolve("storage").resolve(tenant).resolve("home-" + number));
            var person = new NodeUnderTestPerson(adapters, "user" + number, "secret " + number, tenant, home);
            person.may(Permission.USUAL);
            return person;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Looks for what sessions left behind.
    public NodeUnderTestLeaks leaks() {
        return new NodeUnderTestLeaks(this, layout::has);
    }

    /// Everything that was published since the start, oldest first.
    public List<Event> events() {
        return adapters.events();
    }

    /// Sets the limits of a tenant; in force when the node looks at the revision.
    public void limit(String tenant, Limits limits) {
        adapters.directory().limit(adapters.tenant(tenant).id(), limits);
    }

    /// Waits until something holds.
    ///
    /// @param what for the message if it does not within 20 s
    public static void await(String what, BooleanSupplier holds) {
        await(() -> holds.getAsBoolean() ? "" : what, what);
    }

    /// Waits until nothing is in the way.
    ///
    /// @param inTheWay what still is; empty if nothing
    public static void await(Supplier<String> inTheWay, String what) {
        long start = System.nanoTime();
        String last = inTheWay.get();
        while (!last.isEmpty()) {
            if (System.nanoTime() - start > PATIENCE) {
                fail("waited in vain for " + what + ": " + last);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
            last = inTheWay.get();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        loops = new WatchedLoops();
        root = Files.createTempDirectory("berth-under-test-").toRealPath();
        var options = watched(new VertxOptions().setEventLoopPoolSize(2));
        vertx = Transport.EPOLL == null
                ? Vertx.vertx(options)
                : Vertx.builder().with(options).withTransport(Transport.EPOLL).build();
        storage = awaited(LocalStorage.start(vertx, settings.storage(root)));
        server = start();
        warmUp();
        loops.begin();
    }

    /// One session on each event loop, and a little more, so that no test pays for the loading of classes.
    private void warmUp() throws IOException {
        var person = person("acme");
        for (int i = 0; i < 4; i++) {
            try (var client = LoggedInClient.of(this, person)) {
                var port = LoggedInClient.passive(client);
                try (var data = DataClient.dial(port, null, false)) {
                    LoggedInClient.must(client.ask("MLSD"), 150);
                    data.awaitEnd();
                    LoggedInClient.must(client.reply(), 226);
                }
            }
        }
        leaks().check(person);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertEquals(List.of(), loops.warnings(), "an event loop was blocked");
        assertEquals(List.of(), adapters.takeDefects(), "the server met a fault of its own");
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        awaited(server.stop());
        awaited(storage.close());
        awaited(vertx.close());
        loops.close();
        assertEquals(List.of(), LeakReports.take(), "something was not released");
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// With the checker of blocked threads as strict as [WatchedLoops] wants it.
    public static VertxOptions watched(VertxOptions options) {
        return options.setBlockedThreadCheckInterval(25)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS)
                .setMaxEventLoopExecuteTime(LongestOnALoop.LIMIT.toNanos())
                .setWarningExceptionTime(LongestOnALoop.LIMIT.toNanos());
    }

    /// What the server itself says is not over.
    List<String> inside() {
        return Stream.of(
                        Map.entry("sessions", server.sessions()),
                        Map.entry("transfers", server.transfers()),
                        Map.entry("reservations", server.reservations()))
                .filter(count -> count.getValue() != 0)
                .map(count -> count.getValue() + " " + count.getKey())
                .toList();
    }

    Vertx vertx() {
        return vertx;
    }

    /// Starts on free ports; on others when somebody was faster.
    private FtpServer start() throws IOException {
        RuntimeException last = new IllegalStateException("never tried");
        for (int i = 0; i < START_ATTEMPTS; i++) {
            layout = NodeUnderTestLayout.find(settings);
            Adapters filled = adapters.fill(layout, storage);
            try {
                return awaited(FtpServer.start(vertx, settings.config(root), filled));
            } catch (RuntimeException taken) {
                last = taken;
            }
        }
        throw last;
    }
}
