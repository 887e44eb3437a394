package dev.berth.admin;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads and checks the contract; to be deployed on worker threads, since the library checks it against its schemas
/// on the context that it is called on, which takes longer than an event loop may.
final class ContractReader extends VerticleBase {

    private volatile @Nullable OpenAPIContract contract;
    private volatile JsonObject published = new JsonObject();

    @Override
    public Future<?> start() {
        published = Contract.read();
        return OpenAPIContract.from(vertx, Contract.forRoutes(published)).onSuccess(checked -> contract = checked);
    }

    /// The contract, once it is deployed.
    OpenAPIContract contract() {
        return Objects.requireNonNull(contract, "the contract is not read yet");
    }

    /// The contract as it is published.
    JsonObject published() {
        return published;
    }
}
