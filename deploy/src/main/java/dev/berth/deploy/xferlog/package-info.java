/// The transfer log: one line per stored or retrieved file, in the form that wu-ftpd gave it and other programs read.
@NullMarked
@CheckReturnValue
package dev.berth.deploy.xferlog;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
