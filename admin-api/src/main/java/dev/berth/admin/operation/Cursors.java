package dev.berth.admin.operation;

import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What lists give as `next`, and take back as `after`: a position that only we can read, given for this very list, so
/// that none is taken that was made up or is of another list, another filter or the caller of another tenant.
public final class Cursors {

    /// What it is, for messages.
    public static final String RULE = "the next of the page before, with the same filters and the same order";

    private static final String PURPOSE = "cursor\n";

    private final Opaque words;

    /// @param words what they are made of
    public Cursors(Opaque words) {
        this.words = words;
    }

    /// The cursor of a position.
    ///
    /// @param list which list with which filters, and whose
    public String write(String list, String position) {
        return words.write(PURPOSE + list, position.getBytes(StandardCharsets.UTF_8));
    }

    /// The position of a cursor.
    ///
    /// @throws Problem 422 if it is not one of this list
    public String read(String list, String cursor) {
        return words.read(PURPOSE + list, cursor)
                .map(position -> new String(position, StandardCharsets.UTF_8))
                .orElseThrow(() -> Problem.invalid(List.of(FieldFault.of("after", cursor, RULE))));
    }
}
