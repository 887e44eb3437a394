package dev.berth.observe;

import dev.berth.account.Account;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Meters of sessions and what they do:
///
/// | meter | tags | what |
/// | --- | --- | --- |
/// | `berth.sessions.opened` | | clients that connected |
/// | `berth.sessions.users` | `tenant` | sessions that are logged in now |
/// | `berth.sessions.cut` | `reason` | sessions that the server ended because of what it met |
/// | `berth.logins` | `tenant` | logins that were accepted |
/// | `berth.logins.refused` | `reason` | logins that were not |
/// | `berth.transfers` | `tenant` `direction` `outcome` | transfers that ended |
/// | `berth.transfers.duration` | `tenant` `direction` | how long they took |
/// | `berth.transfers.octets` | `tenant` `direction` | what they moved |
/// | `berth.tls.control` | `protocol` | handshakes of control connections that were done |
/// | `berth.tls.data` | `protocol` `resumed` | data connections that were protected |
/// | `berth.commands.failed` | | commands that failed for a reason of the server's |
public final class SessionMeters implements Events.Listener {

    private static final String TENANT = TenantLabels.TAG;
    private static final String DIRECTION = "direction";
    private static final String REASON = "reason";
    private static final String PROTOCOL = "protocol";

    private final MeterRegistry registry;
    private final KnownMeters meters;
    private final TenantLabels labels;
    private final Counter opened;
    private final Counter failed;
    private final Map<Long, String> users = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> present = new ConcurrentHashMap<>();

    /// @param labels what tenants are called
    public SessionMeters(MeterRegistry registry, TenantLabels labels) {
        this.registry = registry;
        this.meters = new KnownMeters(registry);
        this.labels = labels;
        this.opened = registry.counter("berth.sessions.opened");
        this.failed = registry.counter("berth.commands.failed");
    }

    @Override
    public void on(Event event) {
        switch (event) {
            case Event.SessionOpened _ -> opened.increment();
            case Event.SessionClosed closed -> left(closed.session());
            case Event.SessionCut cut ->
                registry.counter("berth.sessions.cut", REASON, lower(cut.reason()))
                        .increment();
            case Event.LoginAccepted accepted -> {
                registry.counter("berth.logins", TENANT, tenant(accepted.account()))
                        .increment();
                entered(accepted.session(), labels.of(tenant(accepted.account())));
            }
            case Event.LoginDenied denied ->
                registry.counter("berth.logins.refused", REASON, lower(denied.reason()))
                        .increment();
            case Event.TransferEnded ended -> count(ended);
            case Event.ControlSecured secured ->
                registry.counter("berth.tls.control", PROTOCOL, secured.protocol())
                        .increment();
            case Event.DataSecured secured ->
                registry.counter(
                                "berth.tls.data",
                                PROTOCOL,
                                secured.protocol(),
                                "resumed",
                                String.valueOf(secured.resumed()))
                        .increment();
            case Event.CommandFailed _ -> failed.increment();
            default -> {}
        }
    }

    private void count(Event.TransferEnded ended) {
        String tenant = tenant(ended.account());
        String direction = direction(ended.verb());
        String outcome = ended.reply() < 300 ? "completed" : "failed";
        meters.counter("berth.transfers", TENANT, tenant, DIRECTION, direction, "outcome", outcome)
                .increment();
        meters.counter("berth.transfers.octets", TENANT, tenant, DIRECTION, direction)
                .increment((double) ended.octets());
        meters.timer("berth.transfers.duration", TENANT, tenant, DIRECTION, direction)
                .record(ended.took());
    }

    /// A session that logs in again, after REIN, counts for its last user.
    private void entered(long session, String label) {
        String before = users.put(session, label);
        if (before != null) {
            gauge(before).decrementAndGet();
        }
        gauge(label).incrementAndGet();
    }

    private void left(long session) {
        String label = users.remove(session);
        if (label != null) {
            gauge(label).decrementAndGet();
        }
    }

    private AtomicInteger gauge(String label) {
        return present.computeIfAbsent(label, made -> {
            var count = new AtomicInteger();
            Gauge.builder("berth.sessions.users", count, AtomicInteger::get)
                    .tag(TENANT, made)
                    .description("Sessions that are logged in")
                    .register(registry);
            return count;
        });
    }

    private static String direction(String verb) {
        return switch (verb) {
            case "RETR" -> "sent";
            case "STOR", "STOU", "APPE" -> "received";
            default -> "listed";
        };
    }

    private static String tenant(Account account) {
        return account.tenant().slug().value();
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
