package dev.berth.account;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Administrator.Role;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [ApiTokens] does. An implementation's test implements it and gives empty ones for each test.
public interface ApiTokensContract {

    /// Without any token.
    ApiTokens tokens();

    @Test
    default void the_first_token_is_an_operators_and_shown_once() {
        Secret token = await(tokens().createFirst()).orElseThrow();
        assertThat(token.value()).matches("berth_[A-Za-z0-9_-]{43}");
        assertThat(await(tokens().verify(token)))
                .contains(new Administrator("operator", Role.OPERATOR, Optional.empty()));
        assertThat(await(tokens().createFirst())).isEmpty();
        assertThat(await(tokens().verify(token))).isPresent();
    }

    @Test
    default void two_nodes_that_start_at_once_make_one_token() {
        List<Future<Optional<Secret>>> both =
                List.of(tokens().createFirst(), tokens().createFirst(), tokens().createFirst());
        await(Future.all(both));
        assertThat(both.stream().flatMap(made -> made.result().stream())).hasSize(1);
    }

    @Test
    default void another_token_is_nobodys() {
        Secret token = await(tokens().createFirst()).orElseThrow();
        String value = token.value();
        String flipped = value.substring(0, 20) + (value.charAt(20) == 'x' ? 'y' : 'x') + value.substring(21);
        for (String other : List.of("", "berth_", flipped, value + "x", value.substring(6), " " + value, "berth_ü")) {
            assertThat(await(tokens().verify(new Secret(other)))).as(other).isEmpty();
        }
    }
}
