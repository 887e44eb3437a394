package dev.berth.account;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.account.Administrator.Role;
import dev.berth.account.Administrators.Altered;
import dev.berth.account.Administrators.Kept;
import dev.berth.account.Administrators.Wanted;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [Administrators] does. An implementation's test implements it and gives empty ones for each test.
public interface AdministratorsContract {

    Secret RIGHT = new Secret("correct horse battery");
    Secret WRONG = new Secret("wrong horse battery");

    /// Without anybody.
    Administrators administrators();

    /// A new tenant.
    TenantId tenant(String slug);

    @Test
    default void who_knows_the_password_logs_in() {
        Kept made = operator("carol");
        assertThat(made.lastLogin()).isEmpty();
        Kept known =
                await(administrators().login(Optional.empty(), "carol", RIGHT)).orElseThrow();
        assertThat(known.lastLogin()).isPresent();
        assertThat(await(administrators().holder(known.id(), known.version()))).hasValueSatisfying(holder -> {
            assertThat(holder.name()).isEqualTo("carol");
            assertThat(holder.role()).isEqualTo(Role.OPERATOR);
            assertThat(holder.operations()).isEmpty();
        });
        assertThat(await(administrators().login(Optional.empty(), "carol", WRONG)))
                .isEmpty();
        assertThat(await(administrators().login(Optional.empty(), "nobody", RIGHT)))
                .isEmpty();
        assertThat(await(administrators().login(Optional.of(TenantId.NOBODY), "carol", RIGHT)))
                .isEmpty();
    }

    @Test
    default void a_name_belongs_to_its_tenant() {
        TenantId north = tenant("north");
        TenantId south = tenant("south");
        Kept first = await(administrators().create(new Wanted("carol", RIGHT, Role.TENANT_ADMIN, Optional.of(north))));
        var second = new Wanted("carol", RIGHT, Role.TENANT_ADMIN, Optional.of(south));
        await(administrators().create(second));
        operator("carol");
        assertThat(refusal(administrators().create(second))).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(await(administrators().all(Optional.of(north)))).containsExactly(first);
        assertThat(await(administrators().all(Optional.empty()))).hasSize(3);
        assertThat(await(administrators().login(Optional.of(north), "carol", RIGHT))
                        .map(Kept::id))
                .contains(first.id());
        assertThat(refusal(administrators().one(first.id(), Optional.of(south))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal(administrators().remove(first.id(), Optional.of(south), Optional.empty())))
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    default void a_change_ends_what_a_login_gave() {
        Kept made = operator("carol");
        var other = new Altered(Optional.of(new Secret("another horse battery")), Optional.empty());
        Kept changed = await(administrators().alter(made.id(), Optional.empty(), other, Optional.of(made.version())));
        assertThat(await(administrators().holder(made.id(), made.version()))).isEmpty();
        assertThat(await(administrators().holder(made.id(), changed.version()))).isPresent();
        assertThat(await(administrators().login(Optional.empty(), "carol", RIGHT)))
                .isEmpty();
        assertThat(refusal(administrators().alter(made.id(), Optional.empty(), other, Optional.of(made.version()))))
                .isEqualTo(Reason.STALE);
    }

    @Test
    default void who_is_blocked_does_not_log_in() {
        Kept made = operator("carol");
        var blocked = new Altered(Optional.empty(), Optional.of(true));
        Kept changed = await(administrators().alter(made.id(), Optional.empty(), blocked, Optional.empty()));
        assertThat(changed.blocked()).isTrue();
        assertThat(await(administrators().login(Optional.empty(), "carol", RIGHT)))
                .isEmpty();
        assertThat(await(administrators().holder(made.id(), changed.version()))).isEmpty();
        var again = new Altered(Optional.empty(), Optional.of(false));
        await(administrators().alter(made.id(), Optional.empty(), again, Optional.empty()));
        assertThat(await(administrators().login(Optional.empty(), "carol", RIGHT)))
                .isPresent();
    }

    @Test
    default void who_is_removed_is_nobody() {
        Kept made = operator("carol");
        await(administrators().remove(made.id(), Optional.empty(), Optional.empty()));
        assertThat(await(administrators().holder(made.id(), made.version()))).isEmpty();
        assertThat(await(administrators().login(Optional.empty(), "carol", RIGHT)))
                .isEmpty();
    }

    @Test
    default void an_administrator_that_makes_no_sense_is_refused() {
        TenantId tenant = tenant("north");
        var bad = List.of(
                new Wanted("a", RIGHT, Role.OPERATOR, Optional.of(tenant)),
                new Wanted("b", RIGHT, Role.TENANT_ADMIN, Optional.empty()),
                new Wanted(" ", RIGHT, Role.AUDITOR, Optional.empty()),
                new Wanted("c\n", RIGHT, Role.AUDITOR, Optional.empty()),
                new Wanted("d", new Secret("too short"), Role.AUDITOR, Optional.empty()));
        for (Wanted each : bad) {
            assertThat(refusal(administrators().create(each)))
                    .as(each.toString())
                    .isEqualTo(Reason.INVALID);
        }
    }

    @CanIgnoreReturnValue
    private Kept operator(String name) {
        return await(administrators().create(new Wanted(name, RIGHT, Role.OPERATOR, Optional.empty())));
    }

    private static Reason refusal(Future<?> refused) {
        return ((DirectoryRefused) catchThrowable(() -> await(refused))).reason();
    }
}
