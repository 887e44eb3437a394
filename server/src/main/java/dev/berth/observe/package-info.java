/// What happens in the node, published once as typed events; log, metrics and later audit, diagnosis and the API's
/// event stream listen here.
@NullMarked
@CheckReturnValue
package dev.berth.observe;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
