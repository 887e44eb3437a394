/// Who is calling: bearer tokens.
@NullMarked
@CheckReturnValue
package dev.berth.admin.security;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
