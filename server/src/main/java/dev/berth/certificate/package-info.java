/// Certificates of tenants and endpoints, and the contract by which they and the tenants' demands of TLS are read
/// and changed. Nothing here parses, encrypts or serves one.
@NullMarked
@CheckReturnValue
package dev.berth.certificate;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
