/// A customer of the server: who it is and what state it is in. Nothing here knows of sockets, files or tables.
@NullMarked
@CheckReturnValue
package dev.berth.tenant;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
