/// The client of `bin/warm-up`: sessions that show the JVM what is worth compiling.
@NullMarked
package dev.berth.deploy.warmup;

import org.jspecify.annotations.NullMarked;
