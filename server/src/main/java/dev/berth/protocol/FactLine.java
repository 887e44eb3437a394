package dev.berth.protocol;

import java.time.Instant;
import java.util.Arrays;
import java.util.Set;

/// The entries of MLST and MLSD: `type=file;size=5;modify=20260101000000; name` (RFC 3659 §7.2). The text of the last
/// second is kept, as by [ListLine]; so it is used by one thread at a time.
public final class FactLine {

    private static final String DIGITS = "0123456789abcdef";

    private final Fact[] wanted;
    private long second;
    private String time = Timestamp.format(Instant.EPOCH);

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

    private void appendValue(StringBuilder out, Fact fact, FileFacts facts, String type, String perm) {
        switch (fact) {
            case TYPE -> out.append(type);
            case SIZE -> out.append(facts.size());
            case MODIFY -> appendTime(out, facts.modified());
            case PERM -> out.append(perm);
            case UNIQUE -> {
                append(out, facts.device(), 4);
                out.append('g');
                append(out, facts.inode(), 4);
            }
            case UNIX_MODE -> {
                out.append('0');
                append(out, facts.mode(), 3);
            }
            case UNIX_OWNER -> out.append(facts.owner());
            case UNIX_GROUP -> out.append(facts.group());
        }
    }

    private void appendTime(StringBuilder out, Instant modified) {
        if (modified.getEpochSecond() != second) {
            second = modified.getEpochSecond();
            time = Timestamp.format(Instant.ofEpochSecond(second));
        }
        out.append(time);
        Timestamp.appendFraction(out, modified.getNano());
    }

    /// Appends an unsigned number without a string of its own, which very many entries would leave behind.
    ///
    /// @param bits of a digit
    private static void append(StringBuilder out, long number, int bits) {
        int shift = (63 - Long.numberOfLeadingZeros(number | 1)) / bits * bits;
        for (; shift >= 0; shift -= bits) {
            out.append(DIGITS.charAt((int) (number >>> shift) & ((1 << bits) - 1)));
        }
    }
}
