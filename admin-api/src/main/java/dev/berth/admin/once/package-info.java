/// How often somebody may call, and how a call that is repeated is done once.
@NullMarked
@CheckReturnValue
package dev.berth.admin.once;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
