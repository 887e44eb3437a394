package dev.berth.tenant;

import dev.berth.tenant.DirectoryRefused.Reason;
import java.util.regex.Pattern;

/// Where the files of a tenant are, as text.
public final class StorageRoot {

    private static final int LONGEST = 1_024;
    private static final Pattern SLASHES = Pattern.compile("/{2,}|(?<=.)/$");
    private static final Pattern STEP = Pattern.compile("(^|/)\\.{1,2}(/|$)");

    private StorageRoot() {}

    /// The form in which a root is stored: single slashes, none at the end.
    ///
    /// @throws DirectoryRefused if it is empty, too long, steps up, or has control characters
    public static String checked(String root) {
        String normal = SLASHES.matcher(root).replaceAll(match -> match.end() == root.length() ? "" : "/");
        if (normal.isEmpty()
                || normal.equals("/")
                || normal.length() > LONGEST
                || STEP.matcher(normal).find()
                || normal.chars().anyMatch(Character::isISOControl)) {
            throw new DirectoryRefused(
                    Reason.INVALID,
                    "storageRoot",
                    root,
                    "is a directory of up to " + LONGEST
                            + " characters, absolute or below the node's storage directory, without . and .. "
                            + "and control characters, and not / itself");
        }
        return normal;
    }
}
