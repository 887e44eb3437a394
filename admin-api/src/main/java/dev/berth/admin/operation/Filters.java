package dev.berth.admin.operation;

import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Problem;
import java.util.List;

/// Values of filters.
public final class Filters {

    private Filters() {}

    /// Reads `true` or `false`.
    ///
    /// @throws Problem 422 if it is neither
    public static boolean truth(String name, String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.invalid(List.of(FieldFault.of(name, value, "true or false")));
        };
    }
}
