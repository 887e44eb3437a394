/// The audit record: who did what, from where, and with what result. What happens is put into a bounded queue and
/// written in batches; nothing but the end of its retention takes a record away.
@NullMarked
@CheckReturnValue
package dev.berth.audit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
