/// Why something failed at a tenant: the stories of its sessions, the causes in words, and the counts of its data
/// connections.
@NullMarked
@CheckReturnValue
package dev.berth.admin.diagnosis;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
