package dev.berth.cluster;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.bus.Address;
import dev.berth.bus.Applied;
import dev.berth.bus.PortsAnswer;
import dev.berth.bus.PortsRequest;
import dev.berth.bus.RevisionHint;
import dev.berth.config.NodeConfig;
import dev.berth.endpoint.AllManners;
import dev.berth.endpoint.Directory;
import dev.berth.endpoint.Topology;
import dev.berth.limit.AllLimits;
import dev.berth.tenant.Slug;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings what runs on this node in line with what the directory says: at start, at every hint on the bus, and
/// whenever the revision is found to have moved, which heals a lost hint. One change is applied after the other.
public final class TenantSupervisor extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(TenantSupervisor.class);

    private static final long CERTIFICATES_MILLIS = 60_000;
    private static final long NAMES_MILLIS = 5_000;

    private final NodeConfig config;
    private final Directory directory;
    private final RunningBerths running;
    private final AllManners manners;
    private final AllLimits limits;
    private final Map<Slug, Long> asked = new HashMap<>();
    private boolean applying;
    private List<Applied.Fault> told = List.of();
    private boolean again;
    private long applied = -1;

    /// @param running what runs
    /// @param manners where sessions look up how to speak to their client
    /// @param limits where they look up what their tenant may do only so much of
    public TenantSupervisor(
            NodeConfig config, Directory directory, RunningBerths running, AllManners manners, AllLimits limits) {
        this.limits = limits;
        this.config = config;
        this.directory = directory;
        this.running = running;
        this.manners = manners;
    }

    /// Applies the directory once; fails if a listener cannot be opened, since a server that starts without one
    /// would look healthy.
    @Override
    public Future<?> start() {
        return directory
                .topology()
                .compose(this::apply)
                .compose(this::refuseFaults)
                .map(_ -> {
                    tell(running.faults());
                    vertx.eventBus().<JsonObject>consumer(Address.REVISION, this::hinted);
                    vertx.eventBus().<JsonObject>consumer(Address.ports(config.id()), this::probed);
                    vertx.setPeriodic(config.revisionPoll().toMillis(), _ -> poll());
                    vertx.setPeriodic(NAMES_MILLIS, _ -> running.refreshNames());
                    vertx.setPeriodic(CERTIFICATES_MILLIS, _ -> running.watchCertificates());
                    return null;
                });
    }

    @Override
    public Future<?> stop() {
        return running.close();
    }

    private void hinted(Message<JsonObject> message) {
        RevisionHint hint = RevisionHint.fromJson(message.body());
        hint.tenant().ifPresent(tenant -> asked.merge(tenant, hint.revision(), Math::max));
        if (hint.revision() > applied) {
            bringInLine();
        } else {
            publish(report());
        }
    }

    /// Before a change is made: could its ports be opened here?
    private void probed(Message<JsonObject> message) {
        running.taken(PortsRequest.fromJson(message.body()).ports())
                .onComplete(
                        taken -> message.reply(new PortsAnswer(config.id(), taken).toJson()),
                        cause -> message.fail(500, String.valueOf(cause.getMessage())));
    }

    private void poll() {
        directory
                .revision()
                .onComplete(
                        revision -> {
                            if (revision > applied || !running.faults().isEmpty()) {
                                bringInLine();
                            }
                        },
                        cause -> LOG.atWarn().setCause(cause).log("the directory's revision cannot be read"));
    }

    private void bringInLine() {
        if (applying) {
            again = true;
            return;
        }
        applying = true;
        directory
                .topology()
                .compose(this::apply)
                .onComplete(
                        report -> {
                            tell(report.faults());
                            done();
                        },
                        cause -> {
                            LOG.atWarn().setCause(cause).log("the directory cannot be applied; trying again");
                            done();
                        });
    }

    private void done() {
        applying = false;
        if (again) {
            again = false;
            bringInLine();
        }
    }

    private Future<Applied> apply(Topology topology) {
        return directory
                .manners()
                .compose(all -> {
                    manners.replace(all);
                    return directory.limits();
                })
                .compose(all -> {
                    limits.replace(all);
                    return running.apply(topology);
                })
                .map(_ -> {
                    applied = topology.revision();
                    return publish(report());
                });
    }

    /// What cannot be opened is tried again and again, but told once.
    private void tell(List<Applied.Fault> faults) {
        faults.stream()
                .filter(fault -> !told.contains(fault))
                .forEach(fault -> LOG.atWarn()
                        .addKeyValue("of", fault.name())
                        .addKeyValue("fault", fault.text())
                        .log("not everything can be opened; trying again"));
        told = List.copyOf(faults);
    }

    private Applied report() {
        Set<Slug> answerable = asked.entrySet().stream()
                .filter(one -> one.getValue() <= applied)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new Applied(config.id(), applied, answerable, running.ports(answerable), running.faults());
    }

    @CanIgnoreReturnValue
    private Applied publish(Applied report) {
        vertx.eventBus().publish(Address.APPLIED, report.toJson());
        asked.keySet().removeAll(report.asked());
        return report;
    }

    /// Why nothing is served, in sentences for the operator.
    public static final class CannotServe extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotServe(List<String> reasons) {
            super(String.join("\n", reasons), null, false, false);
        }
    }

    private Future<Void> refuseFaults(Applied report) {
        return running.listenerFaults().isEmpty()
                ? Future.succeededFuture()
                : Future.failedFuture(new CannotServe(running.listenerFaults().stream()
                        .map(Applied.Fault::text)
                        .toList()));
    }
}
