/// Quotas, and what is used of them.
@NullMarked
@CheckReturnValue
package dev.berth.admin.quotas;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
