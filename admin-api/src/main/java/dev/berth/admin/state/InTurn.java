package dev.berth.admin.state;

import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Operation;
import io.vertx.core.Future;
import java.util.Map;
import java.util.function.Supplier;

/// Lets a step wait until no call changes the same thing, and calls until the step is done: whoever compares a tag of
/// it may be sure that nobody changes it between.
@FunctionalInterface
public interface InTurn {
    /// Does it when its turn has come, at once if the operation takes no turns.
    ///
    /// @param path the values of the operation's parameters
    Future<Answer> take(Operation operation, Map<String, String> path, Supplier<Future<Answer>> change);
}
