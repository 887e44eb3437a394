package dev.berth.account;

import java.util.EnumSet;
import java.util.Set;

/// One right of an account over the files of its home.
public enum Permission {
    /// See names and facts: LIST, NLST, MLSD, MLST, SIZE, MDTM, STAT of a path.
    LIST,
    /// Fetch content: RETR.
    READ,
    /// Store a file under a new name: STOR.
    WRITE,
    /// Store over what is there: STOR, RNTO.
    OVERWRITE,
    /// Add to what is there: APPE, and STOR after REST.
    APPEND,
    /// DELE.
    DELETE,
    /// RNFR and RNTO.
    RENAME,
    /// MKD.
    MAKE_DIRECTORY,
    /// RMD.
    REMOVE_DIRECTORY,
    /// SITE CHMOD, MFMT, MFF.
    CHANGE_FACTS,
    /// HASH, XCRC and their like.
    HASH,
    /// Let data flow straight between this server and another (FXP), where the tenant allows it, too. It is about
    /// connections and not about files, and nobody has it unless it is given.
    FXP;

    /// What an account may do unless something else is said: everything over its own files.
    public static final Set<Permission> USUAL = Set.copyOf(EnumSet.complementOf(EnumSet.of(FXP)));
}
