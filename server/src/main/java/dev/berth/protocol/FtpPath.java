package dev.berth.protocol;

import java.util.ArrayList;
import java.util.List;

/// A resolved absolute path in an account's view: no `.`, no `..`, no empty name. `/` is the account's home. It
/// cannot name anything above that home, because `..` at the root stays there (as in Unix).
///
/// @param names the names from the root down, octet strings
public record FtpPath(List<String> names) {

    /// The account's home.
    public static final FtpPath ROOT = new FtpPath(List.of());

    public FtpPath {
        names = List.copyOf(names);
    }

    /// Resolves what a client wrote against this directory (TVFS, RFC 3659 §6).
    public FtpPath resolve(Pathname pathname) {
        String text = pathname.octets();
        List<String> resolved = new ArrayList<>(text.startsWith("/") ? List.of() : names);
        int start = 0;
        while (start <= text.length()) {
            int slash = text.indexOf('/', start);
            int end = slash < 0 ? text.length() : slash;
            step(resolved, text.substring(start, end));
            start = end + 1;
        }
        return new FtpPath(resolved);
    }

    private static void step(List<String> resolved, String name) {
        switch (name) {
            case "", "." -> {}
            case ".." -> {
                if (!resolved.isEmpty()) {
                    resolved.removeLast();
                }
            }
            default -> resolved.add(name);
        }
    }

    /// The directory above; the root's is itself.
    public FtpPath parent() {
        return names.isEmpty() ? this : new FtpPath(names.subList(0, names.size() - 1));
    }

    /// The path of an entry of this directory.
    ///
    /// @param name an octet string without `/`
    public FtpPath child(String name) {
        List<String> below = new ArrayList<>(names);
        below.add(name);
        return new FtpPath(below);
    }

    /// The last name; empty for the root.
    public String name() {
        return names.isEmpty() ? "" : names.getLast();
    }

    /// Whether it is the account's home.
    public boolean isRoot() {
        return names.isEmpty();
    }

    /// Whether it is a directory or lies in it.
    public boolean isWithin(FtpPath directory) {
        int depth = directory.names.size();
        return names.size() >= depth && names.subList(0, depth).equals(directory.names);
    }

    /// The form of 257 replies: in double quotes, a quote inside doubled (RFC 959 appendix II).
    public String quoted() {
        return '"' + toString().replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return "/" + String.join("/", names);
    }
}
