/// What several tenants may do only so much of, written once.
@NullMarked
@CheckReturnValue
package dev.berth.admin.plans;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
