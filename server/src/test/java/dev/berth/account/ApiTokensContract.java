package dev.berth.account;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.berth.account.Administrator.Role;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every [ApiTokens] does. An implementation's test implements it and gives empty ones for each test.
public interface ApiTokensContract {

    /// Without any token.
    ApiTokens tokens();

    @Test
    default void the_first_token_is_an_operators_and_shown_once() {
        Secret token =
                await(tokens().createFirst(_ -> Future.succeededFuture())).orElseThrow();
        assertThat(token.value()).matches("berth_[A-Za-z0-9_-]{43}");
        assertThat(await(tokens().verify(token))).hasValueSatisfying(holder -> {
            assertThat(holder.name()).isEqualTo("operator");
            assertThat(holder.role()).isEqualTo(Role.OPERATOR);
            assertThat(holder.tenant()).isEmpty();
            assertThat(holder.operations()).isEmpty();
        });
        assertThat(await(tokens().createFirst(_ -> Future.succeededFuture()))).isEmpty();
        assertThat(await(tokens().verify(token))).isPresent();
    }

    @Test
    default void a_first_token_that_cannot_be_written_down_is_not_made() {
        List<Secret> shown = new ArrayList<>();
        Future<Optional<Secret>> failed = tokens().createFirst(token -> {
            shown.add(token);
            return Future.failedFuture("the disk is full");
        });
        assertThat(catchThrowable(() -> await(failed))).hasMessageContaining("the disk is full");
        assertThat(await(tokens().verify(shown.getFirst()))).isEmpty();
        assertThat(await(tokens().createFirst(_ -> Future.succeededFuture()))).isPresent();
    }

    @Test
    default void two_nodes_that_start_at_once_make_one_token() {
        List<Future<Optional<Secret>>> both = List.of(
                tokens().createFirst(_ -> Future.succeededFuture()),
                tokens().createFirst(_ -> Future.succeededFuture()),
                tokens().createFirst(_ -> Future.succeededFuture()));
        await(Future.all(both));
        assertThat(both.stream().flatMap(made -> made.result().stream())).hasSize(1);
    }

    @Test
    default void another_token_is_nobodys() {
        Secret token =
                await(tokens().createFirst(_ -> Future.succeededFuture())).orElseThrow();
        String value = token.value();
        String flipped = value.substring(0, 20) + (value.charAt(20) == 'x' ? 'y' : 'x') + value.substring(21);
        for (String other : List.of("", "berth_", flipped, value + "x", value.substring(6), " " + value, "berth_ü")) {
            assertThat(await(tokens().verify(new Secret(other)))).as(other).isEmpty();
        }
    }

    /// A new tenant.
    TenantId tenant(String slug);

    @Test
    default void a_token_has_the_role_tenant_and_operations_that_it_was_made_with() {
        TenantId tenant = tenant("north");
        var wanted = new ApiToken.Wanted(
                "backup", Role.AUDITOR, Optional.of(tenant), Set.of("getTenant", "listAccounts"), Optional.empty());
        ApiToken.Issued issued = await(tokens().create(wanted));
        Administrator holder = await(tokens().verify(issued.secret())).orElseThrow();
        assertThat(holder.tenant()).contains(tenant);
        assertThat(holder.may(Set.of("getTenant"), Set.of(Role.AUDITOR))).isTrue();
        assertThat(holder.may(Set.of("getTenant"), Set.of(Role.OPERATOR))).isFalse();
        assertThat(holder.may(Set.of("listTenants"), Set.of(Role.AUDITOR))).isFalse();
        assertThat(await(tokens().all(Optional.of(tenant))))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("lastUse")
                .containsExactly(issued.token());
        assertThat(await(tokens().all(Optional.empty())))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("lastUse")
                .contains(issued.token());
    }

    @Test
    default void a_revoked_and_an_expired_token_are_nobodys() {
        TenantId tenant = tenant("north");
        var wanted = new ApiToken.Wanted(
                "short",
                Role.TENANT_ADMIN,
                Optional.of(tenant),
                Set.of(),
                Optional.of(Instant.now().plusSeconds(3600)));
        ApiToken.Issued issued = await(tokens().create(wanted));
        assertThat(await(tokens().verify(issued.secret()))).isPresent();
        assertThat(await(tokens().revoke(issued.token().id(), Optional.of(tenant)))
                        .id())
                .isEqualTo(issued.token().id());
        assertThat(await(tokens().verify(issued.secret()))).isEmpty();
        assertThat(await(tokens().all(Optional.of(tenant)))).isEmpty();
    }

    @Test
    default void the_last_lasting_token_of_an_operator_stays() {
        Secret first =
                await(tokens().createFirst(_ -> Future.succeededFuture())).orElseThrow();
        long id = await(tokens().verify(first)).orElseThrow().proof().id();
        assertThat(refusal(tokens().revoke(id, Optional.empty()))).isEqualTo(Reason.CONFLICT);
        var other = new ApiToken.Wanted("second", Role.OPERATOR, Optional.empty(), Set.of(), Optional.empty());
        Secret second = await(tokens().create(other)).secret();
        await(tokens().revoke(id, Optional.empty()));
        assertThat(await(tokens().verify(first))).isEmpty();
        assertThat(await(tokens().verify(second))).isPresent();
    }

    @Test
    default void a_tenant_cannot_touch_the_tokens_of_others() {
        Secret first =
                await(tokens().createFirst(_ -> Future.succeededFuture())).orElseThrow();
        long id = await(tokens().verify(first)).orElseThrow().proof().id();
        assertThat(refusal(tokens().revoke(id, Optional.of(tenant("north"))))).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    default void a_token_that_makes_no_sense_is_refused() {
        TenantId tenant = tenant("north");
        var bad = List.of(
                new ApiToken.Wanted("a", Role.OPERATOR, Optional.of(tenant), Set.of(), Optional.empty()),
                new ApiToken.Wanted("b", Role.TENANT_ADMIN, Optional.empty(), Set.of(), Optional.empty()),
                new ApiToken.Wanted("", Role.AUDITOR, Optional.empty(), Set.of(), Optional.empty()),
                new ApiToken.Wanted(
                        "c",
                        Role.AUDITOR,
                        Optional.empty(),
                        Set.of(),
                        Optional.of(Instant.now().minusSeconds(1))));
        for (ApiToken.Wanted each : bad) {
            assertThat(refusal(tokens().create(each))).as(each.toString()).isEqualTo(Reason.INVALID);
        }
    }

    private static Reason refusal(Future<?> refused) {
        return ((DirectoryRefused) catchThrowable(() -> await(refused))).reason();
    }
}
