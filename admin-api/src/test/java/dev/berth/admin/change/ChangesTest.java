package dev.berth.admin.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.bus.Address;
import dev.berth.bus.Applied;
import dev.berth.bus.Applied.TenantPorts;
import dev.berth.endpoint.PassiveRange;
import dev.berth.tenant.Slug;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What counts as a node's answer to a change.
@ExtendWith(VertxExtension.class)
class ChangesTest {

    private static final Slug MOVER = new Slug("mover");
    private static final TenantPorts PORTS = new TenantPorts(MOVER, new PassiveRange(30_000, 30_002), 3, List.of());

    @Test
    void a_node_that_applied_the_revision_by_its_poll_has_not_told_the_ports_yet(Vertx vertx) throws Exception {
        List<Applied> answered = answers(
                vertx,
                new Applied("one", 7, Set.of(), List.of(), List.of()),
                new Applied("one", 7, Set.of(MOVER), List.of(PORTS), List.of()));

        assertThat(answered).hasSize(1);
        assertThat(answered.getFirst().ports()).containsExactly(PORTS);
    }

    @Test
    void an_older_revision_is_no_answer(Vertx vertx) throws Exception {
        List<Applied> answered = answers(
                vertx,
                new Applied("one", 6, Set.of(MOVER), List.of(), List.of()),
                new Applied("one", 8, Set.of(MOVER), List.of(PORTS), List.of()));

        assertThat(answered).extracting(Applied::revision).containsExactly(8L);
    }

    @Test
    void another_node_alone_is_not_enough(Vertx vertx) throws Exception {
        List<Applied> answered = answers(
                vertx,
                new Applied("two", 7, Set.of(MOVER), List.of(), List.of()),
                new Applied("one", 7, Set.of(MOVER), List.of(PORTS), List.of()));

        assertThat(answered).extracting(Applied::node).containsExactly("one", "two");
    }

    /// What is answered when the nodes say this, one after the other, after the hint of revision 7.
    private static List<Applied> answers(Vertx vertx, Applied... said) throws Exception {
        vertx.eventBus().<JsonObject>consumer(Address.REVISION, _ -> {
            for (Applied one : said) {
                vertx.eventBus().publish(Address.APPLIED, one.toJson());
            }
        });
        var changes = new Changes(vertx, "one");
        Future<List<Applied>> answer = vertx.executeBlocking(() -> null).compose(_ -> {
            changes.listen();
            return changes.announce(7, Optional.of(MOVER));
        });
        return answer.await(10, TimeUnit.SECONDS);
    }
}
