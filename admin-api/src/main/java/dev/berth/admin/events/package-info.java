/// What happens, told while it happens.
@NullMarked
@CheckReturnValue
package dev.berth.admin.events;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
