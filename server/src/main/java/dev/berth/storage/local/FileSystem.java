package dev.berth.storage.local;

/// What a directory lies on, as far as it matters to an event loop, which must not wait.
enum FileSystem {
    /// A disk of this machine: opening what the kernel has in its caches waits for nobody, and it says what of the
    /// content it has there.
    DISK,
    /// Nowhere but in memory.
    MEMORY,
    /// A network, a process of a user, layers of others, or unknown: any call may wait.
    OTHER;

    /// By `statfs(2)`, on a thread of the storage.
    static FileSystem of(Descriptor open) {
        return switch ((int) Posix.fileSystemType(open)) {
            case 0x0000ef53, // ext2, ext3, ext4
                    0x58465342, // xfs
                    0x9123683e, // btrfs
                    0xf2f52010 -> // f2fs
                DISK;
            case 0x01021994, // tmpfs
                    0x858458f6 -> // ramfs
                MEMORY;
            default -> OTHER;
        };
    }
}
