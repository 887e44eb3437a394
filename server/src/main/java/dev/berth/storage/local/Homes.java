package dev.berth.storage.local;

import dev.berth.protocol.FtpPath;
import dev.berth.protocol.Octets;
import dev.berth.protocol.Pathname;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// Opens the homes of accounts, and shares one handle among all sessions in the same directory. A home is told by what
/// it *is*, not by its path: one that was moved away and made anew is another, and the next login gets that.
final class Homes {

    /// A home that sessions share.
    ///
    /// @param identity what makes it itself
    /// @param directory its handle
    /// @param fileSystem what it lies on
    /// @param sessions how many share it
    record Home(Identity identity, Descriptor directory, FileSystem fileSystem, int sessions) {

        private Home shared(int by) {
            return new Home(identity, directory, fileSystem, by);
        }
    }

    /// @param key the directory
    /// @param mount the mount it was reached by, since that may be read-only where another is not
    record Identity(FileKey key, long mount) {}

    /// What directories get that are made because they are missing.
    ///
    /// @param above those on the way
    /// @param last the one that is meant
    private record Made(Modes above, Modes last) {}

    private static final int DIRECTORY = Posix.O_PATH | Posix.O_DIRECTORY;

    private final String root;
    private final Made own;
    private final ConcurrentHashMap<Identity, Home> homes = new ConcurrentHashMap<>();
    private final Patience patience = new Patience();
    private volatile FileSystem rootsOwn = FileSystem.OTHER;

    /// @param root below which relative tenant roots lie
    Homes(Path root, Modes modes) {
        this.root = Octets.ofText(root.toAbsolutePath().normalize().toString());
        this.own = new Made(modes, modes);
    }

    /// Makes sure that the storage's root is there, and looks into it, so that the first listing of a client does
    /// not pay for the linking of the system calls.
    void prepare() {
        try (Descriptor directory = configured(root, own)) {
            rootsOwn = FileSystem.of(directory);
            long result = Posix.openAt(directory, ".", Posix.O_RDONLY | Posix.O_DIRECTORY, 0, Posix.BENEATH);
            if (result >= 0) {
                look(Descriptor.of(result, "open the root"));
            }
        }
    }

    private static void look(Descriptor directory) {
        try (directory) {
            List<String> names = new ArrayList<>();
            boolean _ = Entries.read(directory, names);
            for (String name : names) {
                long _ = Posix.statusAt(directory, name);
            }
        }
    }

    /// Opens a home, made with all directories on the way when it is missing.
    ///
    /// @param tenantRoot absolute, or relative to the storage's root and not leading out of it
    /// @param home text, `/` between names; it does not lead out of the tenant's root either
    /// @param modes what the tenant's root, the home and all between them get; what is above is the node's
    /// @return to be given to [#release] once
    Home open(String tenantRoot, String home, Modes modes) {
        Made tenants = new Made(own.above(), modes);
        FtpPath path = path("home", home);
        try (Descriptor tenant = tenantRoot.startsWith("/")
                ? configured(Octets.ofText(tenantRoot), tenants)
                : relative(path("storage root", tenantRoot), tenants)) {
            return share(below(tenant, path, new Made(modes, modes)));
        }
    }

    /// [#open] on the calling thread, which may be an event loop: of a home that is there, and lies on what the root
    /// of the storage lies on, if the kernel has all of the way to it in its caches.
    ///
    /// @return empty if it must be opened in the usual way, which also tells what is wrong with it
    Optional<Home> openCached(String tenantRoot, String home) {
        return rootsOwn == FileSystem.OTHER || tenantRoot.startsWith("/")
                ? Optional.empty()
                : patience.attempt(() -> Optional.of(cached(tenantRoot, home)));
    }

    private Home cached(String tenantRoot, String home) {
        try (Descriptor base = cached(Descriptor.WORKING_DIRECTORY, root, Posix.FOLLOW_CACHED);
                Descriptor tenant =
                        cached(base, Names.existing(path("storage root", tenantRoot)), Posix.BENEATH_CACHED)) {
            return share(cached(tenant, Names.existing(path("home", home)), Posix.BENEATH_CACHED));
        }
    }

    private static Descriptor cached(Descriptor top, String path, int resolve) {
        return Descriptor.of(Posix.openAt(top, path, DIRECTORY, 0, resolve), "open what is cached");
    }

    /// Ends one session's share if others have one as well, so that nothing is closed.
    ///
    /// @param once asked if so; says whether it has not been ended before
    /// @return false if it must be ended by [#release]
    boolean releaseShared(Home home, BooleanSupplier once) {
        boolean[] released = {false};
        var _ = homes.computeIfPresent(home.identity(), (_, shared) -> {
            released[0] = shared.sessions() > 1 && once.getAsBoolean();
            return released[0] ? shared.shared(shared.sessions() - 1) : shared;
        });
        return released[0];
    }

    /// Ends one session's share.
    void release(Home home) {
        homes.computeIfPresent(home.identity(), (_, shared) -> {
            if (shared.sessions() > 1) {
                return shared.shared(shared.sessions() - 1);
            }
            shared.directory().close();
            return null;
        });
    }

    private Home share(Descriptor fresh) {
        try {
            Status status = Posix.status(fresh);
            Identity identity = new Identity(status.key(), status.mount());
            Home home = homes.compute(
                    identity,
                    (_, shared) -> shared == null
                            ? new Home(identity, fresh, FileSystem.of(fresh), 1)
                            : shared.shared(shared.sessions() + 1));
            if (home.directory() != fresh) {
                fresh.close();
            }
            return home;
        } catch (RuntimeException failure) {
            fresh.close();
            throw failure;
        }
    }

    private static FtpPath path(String what, String text) {
        List<String> names = Arrays.asList(text.split("/"));
        if (names.contains("..") || names.contains(".")) {
            throw new StorageException(Reason.DENIED, "the " + what + " " + text + " contains . or ..");
        }
        return FtpPath.ROOT.resolve(new Pathname(Octets.ofText(text)));
    }

    private Descriptor relative(FtpPath tenantRoot, Made made) {
        try (Descriptor base = configured(root, own)) {
            return below(base, tenantRoot, made);
        }
    }

    /// Opens what an operator has configured: links lead where they lead.
    private static Descriptor configured(String absolute, Made made) {
        long result = Posix.openAt(Descriptor.WORKING_DIRECTORY, absolute, DIRECTORY, 0, Posix.FOLLOW_ALL);
        if (!Errno.ENOENT.is(result)) {
            return Descriptor.of(result, "open the directory " + Octets.toText(absolute));
        }
        try (Descriptor top = Descriptor.of(
                Posix.openAt(Descriptor.WORKING_DIRECTORY, "/", DIRECTORY, 0, Posix.FOLLOW_ALL), "open /")) {
            FtpPath path = FtpPath.ROOT.resolve(new Pathname(absolute));
            return make(top, path, Posix.FOLLOW_ALL, made);
        }
    }

    private static Descriptor below(Descriptor top, FtpPath path, Made made) {
        long result = Posix.openAt(top, Names.existing(path), DIRECTORY, 0, Posix.BENEATH);
        return Errno.ENOENT.is(result)
                ? make(top, path, Posix.BENEATH, made)
                : Descriptor.of(result, "open the directory " + Octets.toText(path.toString()));
    }

    private static Descriptor make(Descriptor top, FtpPath path, int resolve, Made wanted) {
        String action = "make the directory " + Octets.toText(path.toString());
        Descriptor parent = top;
        for (int depth = 1; ; depth++) {
            FtpPath prefix = new FtpPath(path.names().subList(0, depth));
            Modes modes = depth == path.names().size() ? wanted.last() : wanted.above();
            try {
                long made = Posix.makeDirectory(parent, Names.creatable(prefix.name()), modes.directory());
                if (made < 0 && !Errno.EEXIST.is(made)) {
                    throw Errno.failure(made, action);
                }
                if (made == 0) {
                    modes.applyToDirectory(parent, prefix.name());
                }
            } finally {
                if (parent != top) {
                    parent.close();
                }
            }
            parent = Descriptor.of(Posix.openAt(top, Names.existing(prefix), DIRECTORY, 0, resolve), action);
            if (depth == path.names().size()) {
                return parent;
            }
        }
    }
}
