package dev.berth.admin;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads and checks the contract; to be deployed on worker threads, since the library checks it against its schemas
/// on the context that it is called on, which takes longer than an event loop may.
final class ContractReader extends VerticleBase {

    private volatile @Nullable OpenAPIContract contract;

    @Override
    public Future<?> start() {
        return OpenAPIContract.from(vertx, Contract.forRoutes(Contract.read()))
                .onSuccess(checked -> contract = checked);
    }

    /// The contract, once it is deployed.
    OpenAPIContract contract() {
        return Objects.requireNonNull(contract, "the contract is not read yet");
    }
}
