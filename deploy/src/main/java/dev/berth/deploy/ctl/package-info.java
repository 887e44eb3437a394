/// `berthctl`: the admin API from the command line. One class per resource, one method per operation; nothing here
/// knows the server but by HTTP.
@NullMarked
@CheckReturnValue
package dev.berth.deploy.ctl;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
