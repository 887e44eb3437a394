/// The node's settings as typed records that validate themselves, and [dev.berth.config.Settings], the one
/// description of each key. What belongs to a tenant or an endpoint is a row of the directory, not a setting.
/// No files are read here.
@NullMarked
@CheckReturnValue
package dev.berth.config;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
