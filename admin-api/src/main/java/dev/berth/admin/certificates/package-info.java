/// Certificates of tenants and endpoints, and what tenants demand of TLS.
@NullMarked
@CheckReturnValue
package dev.berth.admin.certificates;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
