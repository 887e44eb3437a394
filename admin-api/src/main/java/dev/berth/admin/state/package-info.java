/// All of it in one document: what there is, and what there shall be.
@NullMarked
@CheckReturnValue
package dev.berth.admin.state;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
