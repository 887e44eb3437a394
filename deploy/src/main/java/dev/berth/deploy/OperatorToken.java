package dev.berth.deploy;

import dev.berth.account.ApiTokens;
import dev.berth.account.Secret;
import io.vertx.core.Future;
import io.vertx.core.file.FileSystem;
import java.nio.file.Path;
import java.util.Optional;

/// The operator's token for the admin API, which the first start makes and writes down for the owner of the data
/// directory. It cannot be shown again, so it is written before the directory knows it: a start that broke off
/// between the two is completed by the next.
final class OperatorToken {

    private final ApiTokens tokens;
    private final PrivateFile file;
    private final PrivateFile unfinished;

    /// @param data the node's data directory, where the token is kept
    OperatorToken(FileSystem files, Path data, ApiTokens tokens) {
        this.tokens = tokens;
        this.file = new PrivateFile(files, data.resolve("operator-token"));
        this.unfinished = new PrivateFile(files, data.resolve("operator-token.unfinished"));
    }

    /// Makes the token if the directory has none.
    Future<Void> prepare() {
        return unfinished
                .exists()
                .compose(begun -> begun ? goOn() : Future.succeededFuture())
                .compose(_ -> tokens.createFirst(token -> unfinished.write(token.value() + "\n")))
                .compose(made -> made.isPresent() ? unfinished.rename(file) : unfinished.delete());
    }

    /// Its file; empty if it is not here, because another node has made the token or somebody has taken it away.
    Future<Optional<Path>> file() {
        return file.exists().map(there -> there ? Optional.of(file.path()) : Optional.empty());
    }

    /// What a broken start has left is the operator's token if the directory knows it.
    private Future<Void> goOn() {
        return unfinished
                .read()
                .compose(text -> tokens.verify(new Secret(text.strip())))
                .compose(known -> known.isPresent() ? unfinished.rename(file) : Future.succeededFuture());
    }
}
