/// Configurations of load balancers that stand before an endpoint, written from what the endpoint is (CLUSTER.md D).
@NullMarked
@CheckReturnValue
package dev.berth.endpoint.balancer;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
