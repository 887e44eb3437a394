package dev.berth.admin.state;

import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Segments;
import dev.berth.observe.Events;
import dev.berth.observe.NodeEvent;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/// Tells what one call does as if each part of it had been called by itself, for the audit record and those who listen.
public final class StepRecord {

    private final Events events;
    private final Function<String, String> paths;

    /// @param events told of it
    /// @param paths where the contract has an operation, such as `/api/v1/tenants/{tenant}`
    public StepRecord(Events events, Function<String, String> paths) {
        this.events = events;
        this.paths = paths;
    }

    /// A step is done, or refused.
    ///
    /// @param call of which it is a part
    /// @param status what its own call would be answered
    void taken(Call call, Step step, int status, Duration took) {
        tell(call, step.operation(), path(paths.apply(step.operation()), step.path()), status, took);
    }

    /// Hashes, keys and factors are read by a call.
    void secrets(Call call, String operation, String query) {
        tell(call, operation, paths.apply(operation) + "?" + query, 200, Duration.ZERO);
    }

    private void tell(Call call, String operation, String path, int status, Duration took) {
        events.publish(new NodeEvent.Administered(call.caller().name(), call.client(), operation, path, status, took));
    }

    private static String path(String template, Map<String, String> values) {
        String path = template;
        for (Map.Entry<String, String> value : values.entrySet()) {
            path = path.replace("{" + value.getKey() + "}", Segments.escape(value.getValue()));
        }
        return path;
    }
}
