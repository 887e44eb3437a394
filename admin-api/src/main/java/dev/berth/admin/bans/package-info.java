/// The bans.
@NullMarked
@CheckReturnValue
package dev.berth.admin.bans;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
