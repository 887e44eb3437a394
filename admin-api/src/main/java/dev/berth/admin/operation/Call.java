package dev.berth.admin.operation;

import dev.berth.account.Administrator;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.tenant.Slug;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/// One request, after it is known who calls and that the caller's role may do it.
///
/// @param caller who
/// @param path the parameters of the path
/// @param page which part of a list is asked for
/// @param filters the other parameters of the query, by name
/// @param seen the revision of the header `If-Match`; empty for whatever there is
/// @param body the body; an empty object where the operation has none
/// @param lastEvent the header `Last-Event-ID`
/// @param client the address that it comes from
public record Call(
        Administrator caller,
        Parameters path,
        Page page,
        Map<String, String> filters,
        Optional<Long> seen,
        JsonObject body,
        Optional<String> lastEvent,
        String client) {

    public Call {
        filters = Map.copyOf(filters);
    }

    /// The parameters of a path by name.
    @FunctionalInterface
    public interface Parameters {
        /// The value, decoded.
        String get(String name);
    }

    /// The tenant of the path.
    ///
    /// @throws Problem 404 if it cannot be one
    public Slug tenant() {
        String text = path.get("tenant");
        if (!Slug.isValid(text)) {
            throw noTenant();
        }
        return new Slug(text);
    }

    /// A filter of a list.
    public Optional<String> filter(String name) {
        return Optional.ofNullable(filters.get(name));
    }

    /// A filter that is true or false; false if it is missing.
    ///
    /// @throws Problem 422 if it is neither
    public boolean flag(String name) {
        return filter(name).map(value -> Filters.truth(name, value)).orElse(false);
    }

    /// A number of the path.
    ///
    /// @throws Problem 404 if it cannot be one
    public long number(String name) {
        String text = path.get(name);
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw Problem.of(Kind.NOT_FOUND, "There is no such " + name);
        }
        return Long.parseLong(text);
    }

    /// The same for a tenant that is not there and for one that the caller may not see.
    public static Problem noTenant() {
        return Problem.of(Kind.NOT_FOUND, "There is no such tenant");
    }
}
