/// Local files on Linux, confined by construction: [LocalStorage] opens views, [LocalFiles] is one account's.
/// Everything below the root of a view is reached by directory handles and `openat2(RESOLVE_BENEATH)` through the
/// foreign-function API of the JDK; names are octet strings from the wire to the kernel. From the kernel upwards:
/// [SystemCall], [Posix], [Descriptor], [Tree], [LocalFiles].
///
/// All of it runs on the storage's own pool, apart from a look into the page cache that cannot wait
/// ([dev.berth.storage.ReadableFile#ready]). No class here knows of sessions, replies or sockets, and nothing of a
/// tenant is opened by [java.nio.file.Path].
@NullMarked
@CheckReturnValue
package dev.berth.storage.local;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
