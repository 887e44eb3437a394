package dev.berth.admin.once;

import dev.berth.account.Administrator;
import dev.berth.account.Repeats;
import dev.berth.account.Repeats.Begun;
import dev.berth.account.Repeats.Kept;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `Idempotency-Key`: a request that is sent again, because its answer was lost, is done once and answered as the
/// first time. What was refused is not remembered: nothing was done.
public final class Repeated {

    /// The header.
    public static final String KEY = "Idempotency-Key";

    /// The header of an answer that was given before.
    public static final String REPLAYED = "Idempotency-Replayed";

    private static final String RULE = "1 to 200 printable characters of ASCII";

    /// What is shown once; the address of a second factor has its secret in it.
    private static final Set<String> SECRETS = Set.of("secret", "uri");

    private static final String TAG = "ETag";
    private static final Logger LOG = LoggerFactory.getLogger(Repeated.class);

    /// What is kept of an answer, in characters.
    private static final int LONGEST = 1024 * 1024;

    private final Repeats repeats;

    public Repeated(Repeats repeats) {
        this.repeats = repeats;
    }

    /// Does a request, unless it was done.
    ///
    /// @param key the header, if it was sent
    /// @param request what is the same in a repetition: method and path
    /// @param body the same
    public Future<Answer> once(
            Administrator caller, Optional<String> key, String request, Buffer body, Supplier<Future<Answer>> action) {
        if (key.isEmpty()) {
            return action.get();
        }
        String name = key.get();
        if (!name.matches("[\\x20-\\x7e]{1,200}")) {
            throw Problem.invalid(List.of(FieldFault.of(KEY, name, RULE)));
        }
        return repeats.begin(caller.proof(), name, hash(request, body)).compose(begun -> switch (begun) {
            case Begun.First _ -> first(caller.proof(), name, action);
            case Begun.Done done -> Future.succeededFuture(again(name, done.answer()));
            case Begun.Running _ ->
                Future.failedFuture(Problem.conflict(
                        List.of(FieldFault.of(KEY, name, "the first request with it is not answered yet"))));
            case Begun.Other _ ->
                Future.failedFuture(Problem.invalid(List.of(
                        FieldFault.of(KEY, name, "was sent with another request; a new request has a new key"))));
        });
    }

    private Future<Answer> first(Administrator.Proof caller, String key, Supplier<Future<Answer>> action) {
        return Future.succeededFuture()
                .compose(_ -> action.get())
                .recover(cause -> repeats.forget(caller, key).transform(_ -> Future.failedFuture(cause)))
                .compose(answer -> keep(caller, key, answer).transform(_ -> Future.succeededFuture(answer)));
    }

    /// What was done stays done, and its key taken, even if the answer cannot be kept.
    private Future<Void> keep(Administrator.Proof caller, String key, Answer answer) {
        Kept kept = kept(answer);
        var bare = new Kept(answer.status(), "", "");
        return (kept.headers().length() + kept.body().length() > LONGEST
                        ? repeats.answered(caller, key, bare)
                        : repeats.answered(caller, key, kept).recover(_ -> repeats.answered(caller, key, bare)))
                .onFailure(cause -> LOG.atWarn().setCause(cause).log("the answer to a request with a key is not kept"));
    }

    /// A secret is shown once and kept by nobody.
    private static Kept kept(Answer answer) {
        String body = answer.body()
                .filter(Answer.Body.Json.class::isInstance)
                .map(Answer.Body.Json.class::cast)
                .map(json -> json.object().copy())
                .map(json -> {
                    SECRETS.forEach(json::remove);
                    return json.encode();
                })
                .orElse("");
        var headers = new JsonObject();
        answer.headers().forEach(headers::put);
        answer.revision().ifPresent(revision -> headers.put(TAG, revision));
        return new Kept(answer.status(), headers.encode(), body);
    }

    /// @throws Problem 409 if the answer was not kept
    private static Answer again(String key, Kept kept) {
        if (kept.headers().isEmpty()) {
            throw Problem.conflict(List.of(FieldFault.of(
                    KEY,
                    key,
                    "was done and answered " + kept.status() + ", and the answer was too long to be kept: read what is"
                            + " there")));
        }
        var stored = new JsonObject(kept.headers());
        Optional<Long> revision = Optional.ofNullable(stored.remove(TAG))
                .map(text -> Long.parseLong(String.valueOf(text).replace("\"", "")));
        var headers = new TreeMap<String, String>();
        stored.forEach(header -> headers.put(header.getKey(), String.valueOf(header.getValue())));
        headers.put(REPLAYED, "true");
        Optional<Answer.Body> body = kept.body().isEmpty()
                ? Optional.empty()
                : Optional.of(new Answer.Body.Json(new JsonObject(kept.body())));
        return new Answer(kept.status(), body, headers, revision);
    }

    private static String hash(String request, Buffer body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(request.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(body.getBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
