/// A user of one tenant: its name, rights and secret, and the contracts by which logins are decided and accounts
/// kept.
@NullMarked
@CheckReturnValue
package dev.berth.account;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
