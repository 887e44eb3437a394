/// A change after its transaction: the hint on the bus, and what the nodes made of it.
@NullMarked
@CheckReturnValue
package dev.berth.admin.change;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
