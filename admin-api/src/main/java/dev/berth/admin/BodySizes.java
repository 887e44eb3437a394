package dev.berth.admin;

import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/// How long bodies may be.
final class BodySizes {

    private BodySizes() {}

    /// What a request says of its body, before any of it is read.
    ///
    /// @throws Problem 413 if it is longer than the operation takes
    static void require(RoutingContext request, Operation operation) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && length.matches("[0-9]{1,18}")) {
            require(Long.parseLong(length), operation);
        }
    }

    /// What has come.
    ///
    /// @throws Problem 413 if it is longer than the operation takes
    static void require(long octets, Operation operation) {
        if (octets > operation.largestBody()) {
            throw Problem.of(
                    Kind.TOO_LARGE,
                    "A body of " + operation.id() + " has at most " + operation.largestBody() + " octets");
        }
    }
}
