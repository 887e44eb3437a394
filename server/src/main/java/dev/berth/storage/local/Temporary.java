package dev.berth.storage.local;

/// A file that an upload has made, under a name that no client sees or reaches.
///
/// @param name what it is called, beside the file that it will be
/// @param file open for writing
record Temporary(String name, Descriptor file) {

    private static final int CREATE = Posix.O_WRONLY | Posix.O_CREAT | Posix.O_EXCL | Posix.O_NOFOLLOW | Tree.CAREFULLY;

    /// Makes one; nothing is left behind if that fails.
    ///
    /// @param wanted the permission bits that it gets
    static Temporary make(StoringDirectory directory, Modes modes, int wanted, Janitor janitor) {
        String name = Names.temporary();
        long result = Posix.openAt(directory.handle(), name, CREATE, modes.file(), Posix.BENEATH);
        var made = new Temporary(name, Descriptor.of(result, "make a file"));
        try {
            janitor.mark(made.file());
            modes.applyToFile(made.file(), wanted);
            return made;
        } catch (RuntimeException failure) {
            long _ = Posix.unlink(directory.handle(), name, 0);
            made.file().close();
            throw failure;
        }
    }
}
