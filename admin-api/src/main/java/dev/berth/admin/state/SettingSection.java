package dev.berth.admin.state;

import static dev.berth.admin.state.TenantSection.TENANT;

import dev.berth.endpoint.Berth;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One object of a tenant that is set as a whole, and that every tenant has: what it leaves out is as it usually is.
///
/// @param member its member in the document
/// @param operation that sets it
/// @param reading gives what there is, as the operation takes it
/// @param whole makes what an operation would read of a body; throws a [dev.berth.admin.problem.Problem] for a wrong
/// one
record SettingSection(
        String member, String operation, Function<Berth, Future<JsonObject>> reading, UnaryOperator<JsonObject> whole)
        implements Section<Berth> {

    @Override
    public Future<JsonObject> read(Berth berth, boolean hashes) {
        return reading.apply(berth);
    }

    @Override
    public void compare(String tenant, @Nullable Object now, Object wanted, Steps steps) {
        String at = TenantSection.at(tenant) + "." + member;
        if (!(wanted instanceof JsonObject body)) {
            steps.refuse(at, "(given)", "is an object");
            return;
        }
        JsonObject before = now instanceof JsonObject there ? there : whole.apply(new JsonObject());
        steps.checked(at, () -> {
            JsonObject after = whole.apply(body);
            if (!after.equals(before)) {
                String of = member + " of tenant " + tenant;
                steps.set(operation, Map.of(TENANT, tenant), body, of, Steps.replaced(before, after));
            }
        });
    }
}
