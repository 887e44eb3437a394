package dev.berth.deploy.doctor;

import java.net.Inet6Address;
import java.net.InetAddress;

/// Addresses as text.
final class Places {

    private Places() {}

    /// Such as `203.0.113.5:21` or `[2001:db8::5]:21`.
    static String of(InetAddress address, int port) {
        return (address instanceof Inet6Address ? "[" + text(address) + "]" : text(address)) + ":" + port;
    }

    /// Without a scope.
    static String text(InetAddress address) {
        return address.getHostAddress().replaceAll("%.*", "");
    }
}
