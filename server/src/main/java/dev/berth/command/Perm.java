package dev.berth.command;

import dev.berth.account.Account;
import dev.berth.account.Permission;
import dev.berth.protocol.FileFacts;
import dev.berth.protocol.FileFacts.Kind;
import dev.berth.protocol.FtpPath;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.view.Gate;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/// The fact `perm` (RFC 3659 §7.5.5): which commands would work on an entry for this account.
final class Perm {

    private Perm() {}

    /// Of what a path names.
    static String of(FileFacts facts, FtpPath path, LoggedIn session) {
        return at(facts, path, session.account());
    }

    /// Of the entries of a directory. Where no rule tells one from another, all of a kind have the same.
    static Function<FileFacts, String> ofEntries(FtpPath directory, Account account) {
        if (!account.access().isWhole() || !account.mounts().isEmpty()) {
            return facts -> at(facts, directory.child(facts.name()), account);
        }
        Map<Kind, String> letters = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            letters.put(kind, of(kind, account::may));
        }
        return facts -> letters.getOrDefault(facts.kind(), "");
    }

    /// The home itself, a shared folder, and what has one in it can neither be removed nor renamed.
    private static String at(FileFacts facts, FtpPath path, Account account) {
        var gate = new Gate(account);
        String letters = of(facts.kind(), permission -> gate.may(permission, path));
        return path.isRoot() || account.hasFolderIn(path.toString())
                ? letters.replace("d", "").replace("f", "")
                : letters;
    }

    private static String of(Kind kind, Predicate<Permission> may) {
        var letters = new StringBuilder(8);
        switch (kind) {
            case FILE -> {
                add(letters, 'a', may, Permission.APPEND);
                add(letters, 'd', may, Permission.DELETE);
                add(letters, 'f', may, Permission.RENAME);
                add(letters, 'r', may, Permission.READ);
                // STOR over a file asks for both.
                if (may.test(Permission.WRITE)) {
                    add(letters, 'w', may, Permission.OVERWRITE);
                }
            }
            case DIRECTORY -> {
                add(letters, 'c', may, Permission.WRITE);
                add(letters, 'd', may, Permission.REMOVE_DIRECTORY);
                letters.append('e');
                add(letters, 'f', may, Permission.RENAME);
                add(letters, 'l', may, Permission.LIST);
                add(letters, 'm', may, Permission.MAKE_DIRECTORY);
                add(letters, 'p', may, Permission.DELETE);
            }
            case LINK -> {
                add(letters, 'd', may, Permission.DELETE);
                add(letters, 'f', may, Permission.RENAME);
            }
            case OTHER -> add(letters, 'd', may, Permission.DELETE);
        }
        return letters.toString();
    }

    private static void add(StringBuilder letters, char letter, Predicate<Permission> may, Permission permission) {
        if (may.test(permission)) {
            letters.append(letter);
        }
    }
}
