package dev.berth.admin.problem;

import java.util.ArrayList;
import java.util.List;

/// What is wrong with one body, as far as a reader can bear: after [#MOST] faults it only remembers that there are
/// more, whatever the body.
public final class Faults {

    /// How many are told of.
    public static final int MOST = 100;

    private final List<FieldFault> found = new ArrayList<>();
    private boolean more;

    /// Notes one, if it is not noted already.
    ///
    /// @param value what was sent
    /// @param rule what it should have been
    public void add(String field, String value, String rule) {
        var fault = FieldFault.of(field, value, rule);
        if (found.contains(fault)) {
            return;
        }
        if (found.size() < MOST) {
            found.add(fault);
        } else {
            more = true;
        }
    }

    /// Notes all that is wrong with a part.
    ///
    /// @param part where it is in the body
    public void addAll(String part, Problem wrong) {
        if (wrong.faults().isEmpty()) {
            add(part, "(given)", wrong.sentences());
        }
        wrong.faults().forEach(fault -> add(part + "." + fault.field(), fault.value(), fault.rule()));
    }

    /// Whether there is nothing wrong.
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /// Whether nothing that is found from here on is told of, so that nobody need look for it.
    public boolean isFull() {
        return more;
    }

    /// Those that are told of; the last one says so if there are more.
    public List<FieldFault> all() {
        List<FieldFault> all = new ArrayList<>(found);
        if (more) {
            all.add(new FieldFault("(more)", "(not shown)", "there are more than these " + MOST));
        }
        return all;
    }

    /// Refuses the body if anything is wrong with it.
    ///
    /// @throws Problem 422 with those that are told of
    public void refuse() {
        if (!isEmpty()) {
            throw Problem.invalid(all());
        }
    }
}
