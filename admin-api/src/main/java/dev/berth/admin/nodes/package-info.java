/// The nodes: how they are, and whether they are in service.
@NullMarked
@CheckReturnValue
package dev.berth.admin.nodes;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
