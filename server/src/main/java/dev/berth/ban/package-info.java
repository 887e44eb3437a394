/// Keeps out who guesses passwords: counts failed logins, makes answers slower, and bans addresses and networks. What
/// is banned by whom lives in the database ([dev.berth.ban.Bans]); each node keeps it in memory.
@NullMarked
@CheckReturnValue
package dev.berth.ban;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
