/// The wire as pure values: lines, replies, pathnames, host-port forms, listings. No sockets, no files, no
/// `io.vertx`.
///
/// Text from and to the wire is an *octet string*: a [String] whose characters are the octets 0 to 255 (ISO
/// 8859-1). Names so pass from the wire to the disk and back unchanged whatever their encoding; [Octets] turns
/// them into text for people.
@NullMarked
@CheckReturnValue
package dev.berth.protocol;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
