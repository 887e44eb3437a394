package dev.berth.command;

import dev.berth.account.Account;
import dev.berth.account.Permission;
import dev.berth.protocol.FileFacts;

/// The fact `perm` (RFC 3659 §7.5.5): which commands would work on an entry for this account.
final class Perm {

    private Perm() {}

    static String of(FileFacts facts, Account account) {
        var letters = new StringBuilder(8);
        switch (facts.kind()) {
            case FILE -> {
                add(letters, 'a', account, Permission.APPEND);
                add(letters, 'd', account, Permission.DELETE);
                add(letters, 'f', account, Permission.RENAME);
                add(letters, 'r', account, Permission.READ);
                add(letters, 'w', account, Permission.OVERWRITE);
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
