/// The audit record: who did what.
@NullMarked
@CheckReturnValue
package dev.berth.admin.audit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
