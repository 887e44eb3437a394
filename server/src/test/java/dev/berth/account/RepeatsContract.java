package dev.berth.account;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Administrator.Proof;
import dev.berth.account.Repeats.Begun;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [Repeats] does. An implementation's test implements it and gives empty ones for each test.
public interface RepeatsContract {

    /// Which remember nothing.
    Repeats repeats();

    /// Without any token.
    ApiTokens tokens();

    @Test
    default void a_request_is_begun_once_and_answered_as_the_first_time() {
        Proof caller = caller();
        var answer = new Repeats.Kept(201, "{\"Location\":\"/tenants/north\"}", "{\"slug\":\"north\"}");
        assertThat(await(repeats().begin(caller, "k", "hash"))).isEqualTo(new Begun.First());
        assertThat(await(repeats().begin(caller, "k", "hash"))).isEqualTo(new Begun.Running());
        await(repeats().answered(caller, "k", answer));
        assertThat(await(repeats().begin(caller, "k", "hash"))).isEqualTo(new Begun.Done(answer));
        assertThat(await(repeats().begin(caller, "k", "another"))).isEqualTo(new Begun.Other());
    }

    @Test
    default void what_was_refused_may_come_again() {
        Proof caller = caller();
        await(repeats().begin(caller, "k", "hash"));
        await(repeats().forget(caller, "k"));
        assertThat(await(repeats().begin(caller, "k", "hash"))).isEqualTo(new Begun.First());
    }

    @Test
    default void of_many_at_once_one_is_the_first() {
        Proof caller = caller();
        List<Future<Begun>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(repeats().begin(caller, "k", "hash"));
        }
        await(Future.all(all));
        assertThat(all.stream().filter(begun -> begun.result() instanceof Begun.First))
                .hasSize(1);
        assertThat(all.stream().filter(begun -> begun.result() instanceof Begun.Running))
                .hasSize(7);
    }

    @Test
    default void a_token_and_an_administrator_with_the_same_number_are_two() {
        Proof caller = caller();
        await(repeats().begin(caller, "k", "hash"));
        assertThat(await(repeats().begin(new Proof(Proof.Kind.LOGIN, caller.id()), "k", "hash")))
                .isEqualTo(new Begun.First());
    }

    private Proof caller() {
        Secret token =
                await(tokens().createFirst(_ -> Future.succeededFuture())).orElseThrow();
        Optional<Administrator> holder = await(tokens().verify(token));
        return holder.orElseThrow().proof();
    }
}
