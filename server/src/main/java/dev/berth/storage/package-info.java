/// The contract with what keeps the files: [Storage] opens one account's view, [Files], and a command sees nothing
/// wider. No call here ever waits on the calling thread, and every future completes on the caller's context.
@NullMarked
@CheckReturnValue
package dev.berth.storage;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
