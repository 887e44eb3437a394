/// Work that goes on after its request was answered.
@NullMarked
@CheckReturnValue
package dev.berth.admin.jobs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
