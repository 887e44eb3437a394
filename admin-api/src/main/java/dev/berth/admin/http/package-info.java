/// What HTTP itself says of requests, whatever they are for: those that can be read in two ways are refused before
/// anybody looks at roles and routes.
@NullMarked
@CheckReturnValue
package dev.berth.admin.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
