/// What load balancers and orchestrators ask: does the process live, can it serve. On a listener of its own that
/// serves nothing else, in clear and without a token.
@NullMarked
@CheckReturnValue
package dev.berth.admin.health;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
