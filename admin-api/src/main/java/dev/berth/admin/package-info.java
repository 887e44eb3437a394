/// The HTTP interface for administrators: the verticle and the routes, which the contract `openapi.yaml` gives.
@NullMarked
@CheckReturnValue
package dev.berth.admin;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
