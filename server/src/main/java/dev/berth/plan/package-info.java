/// Plans: what tenants may do only so much of, written once for all that follow the plan.
@NullMarked
@CheckReturnValue
package dev.berth.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
