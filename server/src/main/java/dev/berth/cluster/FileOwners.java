package dev.berth.cluster;

import dev.berth.bus.Applied.Fault;
import dev.berth.bus.Applied.Fault.Kind;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Topology;
import dev.berth.tenant.FileOwner;
import dev.berth.tenant.Tenant;
import java.util.List;

/// What to tell the operator of tenants whose files cannot be given to whom they shall belong.
final class FileOwners {

    private FileOwners() {}

    /// A fault for each of them.
    ///
    /// @param givesAway whether this node may give files away
    static List<Fault> faults(Topology topology, boolean givesAway) {
        return givesAway
                ? List.of()
                : topology.berths().stream()
                        .map(Berth::tenant)
                        .filter(tenant -> tenant.fileOwner().isSomebody())
                        .map(FileOwners::fault)
                        .toList();
    }

    private static Fault fault(Tenant tenant) {
        FileOwner owner = tenant.fileOwner();
        String who = owner.uid()
                .map(uid -> "uid " + uid)
                .orElseGet(() -> "gid " + owner.gid().orElseThrow());
        return new Fault(
                Kind.TENANT,
                tenant.slug().value(),
                "its files cannot be given to " + who
                        + ", and nothing can be stored: this node runs without the right to"
                        + " (in its unit: AmbientCapabilities=CAP_CHOWN CAP_DAC_OVERRIDE CAP_FOWNER CAP_FSETID)");
    }
}
