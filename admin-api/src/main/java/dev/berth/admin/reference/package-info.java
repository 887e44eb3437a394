/// The contract and its rendering, served by the node itself.
@NullMarked
@CheckReturnValue
package dev.berth.admin.reference;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
