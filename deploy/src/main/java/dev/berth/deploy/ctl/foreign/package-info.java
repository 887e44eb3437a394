/// The accounts of other servers, read from their files: a reader per format, and one row for each account, which
/// either can be read or tells why not. Nothing here calls a server, and nothing of a password is ever told.
@NullMarked
@CheckReturnValue
package dev.berth.deploy.ctl.foreign;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
