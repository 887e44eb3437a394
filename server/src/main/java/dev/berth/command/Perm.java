package dev.berth.command;

import dev.berth.account.Account;
import dev.berth.account.Permission;
import dev.berth.protocol.FileFacts;
import dev.berth.protocol.FtpPath;
import dev.berth.session.SessionState.LoggedIn;

/// The fact `perm` (RFC 3659 §7.5.5): which commands would work on an entry for this account.
final class Perm {

    private Perm() {}

    /// Of what a path names. The home itself can neither be removed nor renamed.
    static String of(FileFacts facts, FtpPath path, LoggedIn session) {
        String letters = ofEntry(facts, session.account());
        return path.isRoot() ? letters.replace("d", "").replace("f", "") : letters;
    }

    /// Of an entry of a directory.
    static String ofEntry(FileFacts facts, Account account) {
        var letters = new StringBuilder(8);
        switch (facts.kind()) {
            case FILE -> {
                add(letters, 'a', account, Permission.APPEND);
                add(letters, 'd', account, Permission.DELETE);
                add(letters, 'f', account, Permission.RENAME);
                add(letters, 'r', account, Permission.READ);
                // STOR over a file asks for both.
                if (account.may(Permission.WRITE)) {
                    add(letters, 'w', account, Permission.OVERWRITE);
                }
            }
            case DIRECTORY -> {
                add(letters, 'c', account, Permission.WRITE);
                add(letters, 'd', account, Permission.REMOVE_DIRECTORY);
                letters.append('e');
                add(letters, 'f', account, Permission.RENAME);
                add(letters, 'l', account, Permission.LIST);
                add(letters, 'm', account, Permission.MAKE_DIRECTORY);
                add(letters, 'p', account, Permission.DELETE);
            }
            case LINK -> {
                add(letters, 'd', account, Permission.DELETE);
                add(letters, 'f', account, Permission.RENAME);
            }
            case OTHER -> add(letters, 'd', account, Permission.DELETE);
        }
        return letters.toString();
    }

    private static void add(StringBuilder letters, char letter, Account account, Permission permission) {
        if (account.may(permission)) {
            letters.append(letter);
        }
    }
}
