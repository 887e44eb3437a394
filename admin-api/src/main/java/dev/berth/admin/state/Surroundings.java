package dev.berth.admin.state;

import dev.berth.admin.change.PortGuard;
import dev.berth.admin.change.Ports;
import dev.berth.admin.problem.Causes;
import dev.berth.admin.problem.Faults;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.tenants.ExternalCheck;
import dev.berth.admin.tenants.PlannedTenant;
import dev.berth.endpoint.NewEndpoint;
import dev.berth.endpoint.NewTenant;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Finds what neither a document nor the database can tell: ports that another program has, and external addresses
/// that cannot be reached from where the clients are. Both are asked about as the calls for one thing ask, for what
/// is new only, one thing after the other.
///
/// @param ports knows which can be opened
/// @param addresses knows which can be reached
public record Surroundings(PortGuard ports, ExternalCheck addresses) {

    private record Question(String at, Supplier<Future<Void>> answer) {}

    /// Asks about all that is new.
    ///
    /// @return fails with a [dev.berth.admin.problem.Problem] that names everything
    Future<Void> check(Outcome outcome) {
        Queue<Question> questions = new ArrayDeque<>();
        outcome.endpoints().forEach((name, endpoint) -> {
            if (outcome.isNewEndpoint(name)) {
                NewEndpoint was = outcome.endpointsBefore().get(name);
                questions.add(
                        new Question(Steps.at("endpoints", name), () -> ports.requireFree(of(endpoint), of(was))));
            }
        });
        outcome.tenants().forEach((slug, tenant) -> {
            if (outcome.isNewTenant(slug)) {
                PlannedTenant was = outcome.tenantsBefore().get(slug);
                String at = TenantSection.at(slug);
                questions.add(new Question(at, () -> ports.requireFree(of(tenant.place()), of(was))));
                if (!tenant.force()
                        && (was == null
                                || !was.place().external().equals(tenant.place().external()))) {
                    questions.add(new Question(
                            at,
                            () -> addresses.check(
                                    ExternalCheck.RULES, tenant.place().external())));
                }
            }
        });
        Promise<Void> asked = Promise.promise();
        ask(questions, new Faults(), asked);
        return asked.future();
    }

    /// Not by futures that hold each other: there may be as many questions as tenants, and the stack is not so deep.
    private static void ask(Queue<Question> questions, Faults faults, Promise<Void> asked) {
        while (!questions.isEmpty() && !faults.isFull()) {
            Question next = questions.remove();
            Future<Void> answer =
                    next.answer().get().onFailure(cause -> faults.addAll(next.at(), Causes.problem(cause)));
            if (!answer.isComplete()) {
                answer.onComplete(_ -> ask(questions, faults, asked));
                return;
            }
        }
        try {
            faults.refuse();
            asked.complete();
        } catch (Problem refused) {
            asked.fail(refused);
        }
    }

    private static Ports of(@Nullable NewEndpoint endpoint) {
        return endpoint == null ? Ports.none() : new Ports("sharedPool", endpoint.sharedPool(), endpoint.listeners());
    }

    private static Ports of(@Nullable PlannedTenant tenant) {
        return tenant == null ? Ports.none() : of(tenant.place());
    }

    private static Ports of(NewTenant place) {
        return new Ports("passive.ports", place.range(), place.listeners());
    }
}
