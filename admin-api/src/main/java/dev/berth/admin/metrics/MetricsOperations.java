package dev.berth.admin.metrics;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;

import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.observe.Exposition;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// `/metrics`.
public final class MetricsOperations {

    private final Exposition metrics;
    private final Vertx vertx;

    /// @param vertx on whose workers the text is written
    public MetricsOperations(Exposition metrics, Vertx vertx) {
        this.metrics = metrics;
        this.vertx = vertx;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(new Operation("readMetrics", Set.of(OPERATOR, AUDITOR), this::read));
    }

    private Future<Answer> read(Call call) {
        if (call.caller().tenant().isPresent()) {
            throw Problem.of(
                    Kind.FORBIDDEN, "The meters are those of all tenants; an auditor of one does not see them");
        }
        return vertx.executeBlocking(() -> Buffer.buffer(metrics.text().get()), false)
                .map(Objects::requireNonNull)
                .map(text -> Answer.ok(metrics.type(), text));
    }
}
