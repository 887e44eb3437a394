/// What an account sees of the storage, laid over [dev.berth.storage.Files]: its quota, and later its rules for
/// directories.
/// A command knows only `Files` and cannot go around it.
@NullMarked
@CheckReturnValue
package dev.berth.view;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
