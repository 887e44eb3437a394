/// The accounts of a tenant.
@NullMarked
@CheckReturnValue
package dev.berth.admin.accounts;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
