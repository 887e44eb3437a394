package dev.berth.storage.local;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.protocol.FtpPath;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Which names clients may use, and those that are the storage's own.
final class Names {

    /// How the names of unfinished uploads begin. No client sees or reaches them.
    static final String TEMPORARY = ".berth-upload-";

    private Names() {}

    /// A path as the kernel wants it, for what is there already.
    ///
    /// @return the names with `/` between them, `.` for the root
    /// @throws StorageException NOT_FOUND when it leads through a temporary, NAME_REFUSED when no file
    ///     can be called so
    static String existing(FtpPath path) {
        return octets(path.names(), Reason.NOT_FOUND);
    }

    /// Refuses a last name that no client can see.
    ///
    /// @throws StorageException NOT_FOUND when it is one of a temporary, NAME_REFUSED when no file can be called so
    static void checkExisting(String name) {
        check(name, Reason.NOT_FOUND);
    }

    /// The name of something to be made.
    ///
    /// @return the same
    /// @throws StorageException NAME_REFUSED when it is one of a temporary or no file can be called so
    @CanIgnoreReturnValue
    static String creatable(String name) {
        check(name, Reason.NAME_REFUSED);
        return name;
    }

    /// A new name for an upload, unguessable enough never to be taken.
    static String temporary() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return TEMPORARY + Long.toUnsignedString(random.nextLong(), 36) + Long.toUnsignedString(random.nextLong(), 36);
    }

    /// A new name for a directory that is being removed, where clients see it.
    static String removing() {
        return "removing-" + temporary().substring(TEMPORARY.length());
    }

    /// Whether it is the name of an unfinished upload.
    static boolean isTemporary(String name) {
        return name.startsWith(TEMPORARY);
    }

    private static String octets(List<String> names, Reason ifTemporary) {
        for (int i = 0; i < names.size(); i++) {
            check(names.get(i), ifTemporary);
        }
        return switch (names.size()) {
            case 0 -> ".";
            case 1 -> names.getFirst();
            default -> String.join("/", names);
        };
    }

    private static void check(String name, Reason ifTemporary) {
        if (isTemporary(name)) {
            throw new StorageException(ifTemporary, "the name of an unfinished upload");
        }
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw new StorageException(Reason.NAME_REFUSED, "an empty name, . or ..");
        }
        for (int i = 0; i < name.length(); i++) {
            char octet = name.charAt(i);
            if (octet == 0 || octet == '/' || octet > 0xFF) {
                throw new StorageException(Reason.NAME_REFUSED, "a character that is not an octet of a name");
            }
        }
    }
}
