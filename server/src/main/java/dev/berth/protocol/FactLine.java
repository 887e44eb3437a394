package dev.berth.protocol;

import java.util.Arrays;
import java.util.Set;

/// The entries of MLST and MLSD: `type=file;size=5;modify=20260101000000; name` (RFC 3659 §7.2).
public final class FactLine {

    private final Fact[] wanted;

    /// @param wanted the facts that the client asked for
    public FactLine(Set<Fact> wanted) {
        this.wanted = wanted.toArray(Fact[]::new);
        Arrays.sort(this.wanted);
    }

    /// Appends an entry without its line end.
    ///
    /// @param type the value of `type`: `file`, `dir`, `cdir`, `pdir`, or an `OS.unix=` one
    /// @param perm the value of `perm`, see RFC 3659 §7.5.5
    /// @param name what follows the space
    public void append(StringBuilder out, FileFacts facts, String type, String perm, String name) {
        for (Fact fact : wanted) {
            if (fact != Fact.SIZE || facts.isFile()) {
                out.append(fact.wireName()).append('=');
                appendValue(out, fact, facts, type, perm);
                out.append(';');
            }
        }
        out.append(' ');
        ListLine.appendName(out, name);
    }

    /// The value of `type` for an entry as such.
    public static String typeOf(FileFacts facts) {
        return switch (facts.kind()) {
            case FILE -> "file";
            case DIRECTORY -> "dir";
            case LINK -> "OS.unix=symlink";
            case OTHER -> "OS.unix=other";
        };
    }

    private static void appendValue(StringBuilder out, Fact fact, FileFacts facts, String type, String perm) {
        switch (fact) {
            case TYPE -> out.append(type);
            case SIZE -> out.append(facts.size());
            case MODIFY -> Timestamp.append(out, facts.modified());
            case PERM -> out.append(perm);
            case UNIQUE ->
                out.append(Long.toHexString(facts.device())).append('g').append(Long.toHexString(facts.inode()));
            case UNIX_MODE -> out.append('0').append(Integer.toOctalString(facts.mode()));
            case UNIX_OWNER -> out.append(facts.owner());
            case UNIX_GROUP -> out.append(facts.group());
        }
    }
}
