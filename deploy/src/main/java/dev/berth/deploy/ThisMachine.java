package dev.berth.deploy;

import dev.berth.config.Machine;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the defaults need to know of the host. No name is looked up: a broken resolver must not slow the start.
final class ThisMachine {

    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private ThisMachine() {}

    /// Reads it from the system.
    static Machine describe() {
        return new Machine(hostName(), hasIpv6Loopback());
    }

    private static String hostName() {
        try {
            // In one read: the kernel gives a file of /proc/sys only once.
            return Files.readAllLines(HOST_NAME).getFirst().strip();
        } catch (IOException _) {
            return System.getenv().getOrDefault("HOSTNAME", "");
        }
    }

    private static boolean hasIpv6Loopback() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .anyMatch(address -> address instanceof Inet6Address && address.isLoopbackAddress());
        } catch (SocketException _) {
            return false;
        }
    }
}
