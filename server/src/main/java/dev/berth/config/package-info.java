/// The node's settings as typed records that validate themselves. What belongs to a tenant or an endpoint is a row
/// of the directory, not a setting.
@NullMarked
@CheckReturnValue
package dev.berth.config;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
