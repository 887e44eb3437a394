/// The administrators who log in by name and password.
@NullMarked
@CheckReturnValue
package dev.berth.admin.administrators;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
