/// What an operation of the contract is: who may call it, what it is given, what it answers.
@NullMarked
@CheckReturnValue
package dev.berth.admin.operation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
