/// The tenants and their passive ports.
@NullMarked
@CheckReturnValue
package dev.berth.admin.tenants;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
