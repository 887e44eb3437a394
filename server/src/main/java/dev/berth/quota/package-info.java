/// How much a tenant and an account may store and move, how much they do, and the books that are kept of it.
@NullMarked
@CheckReturnValue
package dev.berth.quota;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
