/// What makes a process a node: [TenantSupervisor] brings what runs in line with what the directory says. Leases,
/// slices, relay and drain join it when there are several nodes.
@NullMarked
@CheckReturnValue
package dev.berth.cluster;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
