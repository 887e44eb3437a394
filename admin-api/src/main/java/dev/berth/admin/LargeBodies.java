package dev.berth.admin;

import dev.berth.account.Administrator;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// How many bodies beyond the usual size a node has in its memory at once: one of each caller, one of all
/// tenants' callers together, so that there is room for an operator whatever they do, and each for no longer
/// than it takes to send it at a fair pace. Lives on the context of the API.
final class LargeBodies {

    private static final int MOST = 2;
    private static final int RETRY_SECONDS = 5;
    private static final int PAUSE_SECONDS = 3;

    /// At what pace a body has to come, in octets a second.
    private static final int PACE = 512 * 1024;

    /// Who holds the one place that tenants have.
    private static final String TENANTS = "tenants";

    private static final String WAITING = "berth.waiting";

    private final Vertx vertx;
    private final Set<String> callers = new HashSet<>();

    LargeBodies(Vertx vertx) {
        this.vertx = vertx;
    }

    /// Makes room for the body of a request, before any of it is read, until the request is answered or its
    /// connection is lost. A body that does not say how long it is counts as the longest that its operation takes.
    /// What has not come in time is answered 408.
    ///
    /// @throws Problem 503 if there is no room
    void admit(RoutingContext request, Administrator caller, Operation operation) {
        long octets = octets(request, operation);
        if (octets <= Operation.USUAL_BODY) {
            return;
        }
        String who =
                caller.tenant().map(_ -> TENANTS).orElseGet(() -> caller.proof().text());
        if (callers.size() >= MOST || callers.contains(who)) {
            throw Problem.of(
                            Kind.UNAVAILABLE,
                            "A node takes " + MOST + " bodies over " + Operation.USUAL_BODY
                                    + " octets at once, one of each caller, and one of all tenants; try again in "
                                    + RETRY_SECONDS + " seconds")
                    .with("retryAfter", RETRY_SECONDS);
        }
        callers.add(who);
        long seconds = PAUSE_SECONDS + octets / PACE;
        long timer = vertx.setTimer(seconds * 1000, _ -> giveUp(request, seconds));
        request.put(WAITING, timer);
        var held = new AtomicBoolean(true);
        request.addEndHandler(_ -> {
            if (held.getAndSet(false)) {
                vertx.cancelTimer(timer);
                callers.remove(who);
            }
        });
    }

    /// The body of a request has come.
    void arrived(RoutingContext request) {
        Long timer = request.get(WAITING);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }

    /// What is still to come is not read.
    private static void giveUp(RoutingContext request, long seconds) {
        request.response().putHeader(HttpHeaders.CONNECTION, "close");
        request.addEndHandler(_ -> request.request().connection().close().onComplete(_ -> {}, _ -> {}));
        request.fail(Problem.of(
                Kind.TIMEOUT,
                "The body has not come within " + seconds + " seconds; one over " + Operation.USUAL_BODY
                        + " octets has " + PAUSE_SECONDS + " seconds and one for each " + PACE + " octets"));
    }

    private static long octets(RoutingContext request, Operation operation) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && length.matches("[0-9]{1,18}")) {
            return Long.parseLong(length);
        }
        return request.request().getHeader(HttpHeaders.TRANSFER_ENCODING) == null ? 0 : operation.largestBody();
    }
}
