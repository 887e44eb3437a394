package dev.berth.admin;

import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;

/// How many bodies beyond the usual size a node has in its memory at once. Lives on the context of the API.
final class LargeBodies {

    private static final int MOST = 2;
    private static final int RETRY_SECONDS = 5;

    private int now;

    /// Makes room for the body of a request, before any of it is read, until the request is answered or its connection
    /// is lost. A body that does not say how long it is counts as the longest that its operation takes.
    ///
    /// @throws Problem 503 if there is no room
    void admit(RoutingContext request, Operation operation) {
        if (!isLarge(request, operation)) {
            return;
        }
        if (now >= MOST) {
            throw Problem.of(
                            Kind.UNAVAILABLE,
                            "A node takes " + MOST + " bodies over " + Operation.USUAL_BODY
                                    + " octets at once; try again in " + RETRY_SECONDS + " seconds")
                    .with("retryAfter", RETRY_SECONDS);
        }
        now++;
        var held = new AtomicBoolean(true);
        request.addEndHandler(_ -> {
            if (held.getAndSet(false)) {
                now--;
            }
        });
    }

    private static boolean isLarge(RoutingContext request, Operation operation) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && length.matches("[0-9]{1,18}")) {
            return Long.parseLong(length) > Operation.USUAL_BODY;
        }
        return operation.largestBody() > Operation.USUAL_BODY
                && request.request().getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }
}
