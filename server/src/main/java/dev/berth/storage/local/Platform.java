package dev.berth.storage.local;

import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;

/// What differs between the systems that the storage runs on, and the refusal of all others.
final class Platform {

    private static final boolean ARM = "aarch64".equals(System.getProperty("os.arch"));

    private Platform() {}

    /// The value of this machine.
    ///
    /// @param intel the value on x86_64
    /// @param arm the value on aarch64
    static int pick(int intel, int arm) {
        return ARM ? arm : intel;
    }

    /// Makes sure that the calls are there which the confinement needs. It waits for the kernel, not for a disk.
    ///
    /// @throws StorageException UNSUPPORTED, with one sentence that says what is missing
    static void require() {
        String system = System.getProperty("os.name", "");
        String machine = System.getProperty("os.arch", "");
        if (!system.equals("Linux") || !(ARM || machine.equals("amd64"))) {
            throw unsupported("Berth keeps local files on Linux (x86_64 or aarch64) only; this is " + system + " on "
                    + machine + ".");
        }
        long root = Posix.openAt(
                Descriptor.WORKING_DIRECTORY,
                "/",
                Posix.O_PATH | Posix.O_DIRECTORY | Posix.O_CLOEXEC,
                0,
                Posix.FOLLOW_ALL);
        if (root < 0) {
            throw unsupported(
                    "Berth needs the system call openat2 (Linux 5.6 or later, and not filtered by the container's "
                            + "seccomp profile); the kernel answered " + Errno.name(root) + ".");
        }
        Posix.close((int) root);
        if (!java.nio.file.Files.isDirectory(java.nio.file.Path.of("/proc/self/fd"))) {
            throw unsupported("Berth needs /proc to be mounted; /proc/self/fd is not there.");
        }
    }

    private static StorageException unsupported(String sentence) {
        return new StorageException(Reason.UNSUPPORTED, sentence);
    }
}
