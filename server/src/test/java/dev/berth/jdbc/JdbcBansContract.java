package dev.berth.jdbc;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.ban.Ban;
import dev.berth.ban.BanList;
import dev.berth.ban.BanWatch;
import dev.berth.ban.Bans;
import dev.berth.config.BanConfig;
import dev.berth.endpoint.ClientNetwork;
import dev.berth.observe.Event;
import dev.berth.observe.Events;
import dev.berth.observe.NodeEvent;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// [JdbcBans] on whichever database the fixture is.
abstract class JdbcBansContract {

    private Bans bans;

    abstract DatabaseFixture fixture();

    @BeforeEach
    void open() {
        bans = new JdbcBans(fixture().database());
    }

    private static Bans.Wanted wanted(Optional<TenantId> tenant, String network, Optional<Instant> expires) {
        return new Bans.Wanted(tenant, ClientNetwork.parse(network), "boss", "rude", expires);
    }

    private static Bans.Earned earned(Optional<TenantId> tenant, String network) {
        return new Bans.Earned(
                tenant,
                ClientNetwork.parse(network),
                "node",
                "20 failed logins",
                Duration.ofMinutes(15),
                Duration.ofMinutes(40));
    }

    private Duration lasting(Ban ban) {
        return Duration.between(ban.made(), ban.expires().orElseThrow());
    }

    private void refused(Future<?> call, DirectoryRefused.Reason reason) {
        assertThatThrownBy(() -> await(call))
                .isInstanceOfSatisfying(
                        DirectoryRefused.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    @Test
    void a_ban_by_hand_is_there_for_all_nodes_until_it_ends() {
        TenantId north = fixture().tenant("north");
        Instant end = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.MICROS);
        Ban one = await(bans.add(wanted(Optional.of(north), "192.0.2.7/32", Optional.of(end))));
        Ban two = await(bans.add(wanted(Optional.empty(), "2001:db8::/32", Optional.empty())));
        assertThat(one.network().text()).isEqualTo("192.0.2.7");
        assertThat(one.whose().orElseThrow().slug().orElseThrow()).hasToString("north");
        assertThat(one.expires()).contains(end);
        assertThat(one.byHand()).isTrue();
        assertThat(two.whose()).isEmpty();
        assertThat(two.expires()).isEmpty();
        Bans other = new JdbcBans(fixture().database());
        assertThat(await(other.since(0)).made()).containsExactly(one, two);
        assertThat(await(other.inForce(Optional.of(north)))).containsExactly(one);
        assertThat(await(other.inForce(Optional.empty()))).containsExactly(one, two);
    }

    @Test
    void a_node_reads_what_is_newer_than_what_it_has_seen() {
        Ban one = await(bans.add(wanted(Optional.empty(), "192.0.2.7", Optional.empty())));
        Bans.Changed first = await(bans.since(0));
        assertThat(await(bans.since(first.revision())))
                .isEqualTo(new Bans.Changed(first.revision(), List.of(), List.of()));
        Ban two = await(bans.impose(earned(Optional.empty(), "192.0.2.8")));
        assertThat(await(bans.lift(one.id(), Optional.empty()))).isEqualTo(one);
        Bans.Changed second = await(bans.since(first.revision()));
        assertThat(second.made()).containsExactly(two);
        assertThat(second.lifted()).containsExactly(one.id());
        assertThat(await(bans.since(0)).made()).containsExactly(two);
    }

    @Test
    void what_failed_logins_bring_about_lasts_twice_as_long_each_time_up_to_an_end() {
        for (int minutes : new int[] {15, 30, 40, 40}) {
            Ban ban = await(bans.impose(earned(Optional.empty(), "192.0.2.7")));
            assertThat(lasting(ban)).hasMinutes(minutes);
            fixture().run("update ban set expires_at = made_at where expires_at > current_timestamp");
        }
        assertThat(await(bans.since(0)).made()).isEmpty();
        Ban other = await(bans.impose(earned(Optional.empty(), "192.0.2.8")));
        assertThat(lasting(other)).hasMinutes(15);
    }

    @Test
    void nodes_that_ban_the_same_at_the_same_time_make_one_ban() {
        TenantId north = fixture().tenant("north");
        List<Future<Ban>> all = IntStream.range(0, 20)
                .mapToObj(_ -> bans.impose(earned(Optional.of(north), "192.0.2.7")))
                .toList();
        assertThat(all.stream().map(each -> await(each).id()).distinct()).hasSize(1);
        await(bans.impose(earned(Optional.empty(), "192.0.2.7")));
        assertThat(await(bans.inForce(Optional.empty()))).hasSize(2);
    }

    @Test
    void a_lifted_ban_is_forgotten_and_the_next_begins_anew() {
        Ban ban = await(bans.impose(earned(Optional.empty(), "192.0.2.7")));
        await(bans.lift(ban.id(), Optional.empty()));
        assertThat(lasting(await(bans.impose(earned(Optional.empty(), "192.0.2.7")))))
                .hasMinutes(15);
    }

    @Test
    void a_tenant_lifts_only_its_own() {
        TenantId north = fixture().tenant("north");
        TenantId south = fixture().tenant("south");
        Ban ban = await(bans.add(wanted(Optional.of(south), "192.0.2.7", Optional.empty())));
        Ban all = await(bans.add(wanted(Optional.empty(), "192.0.2.7", Optional.empty())));
        refused(bans.lift(ban.id(), Optional.of(north)), DirectoryRefused.Reason.NOT_FOUND);
        refused(bans.lift(all.id(), Optional.of(north)), DirectoryRefused.Reason.NOT_FOUND);
        await(bans.lift(ban.id(), Optional.of(south)));
        refused(bans.lift(ban.id(), Optional.of(south)), DirectoryRefused.Reason.NOT_FOUND);
        assertThat(await(bans.inForce(Optional.empty()))).containsExactly(all);
    }

    @Test
    void what_cannot_be_is_refused() {
        refused(bans.add(wanted(Optional.empty(), "0.0.0.0/0", Optional.empty())), DirectoryRefused.Reason.INVALID);
        refused(bans.add(wanted(Optional.empty(), "*", Optional.empty())), DirectoryRefused.Reason.INVALID);
        refused(
                bans.add(wanted(Optional.empty(), "192.0.2.7", Optional.of(Instant.EPOCH))),
                DirectoryRefused.Reason.INVALID);
        await(bans.add(wanted(Optional.empty(), "192.0.2.7", Optional.empty())));
        refused(
                bans.add(wanted(Optional.empty(), "192.0.2.7", Optional.empty())),
                DirectoryRefused.Reason.ALREADY_EXISTS);
    }

    @Test
    void a_ban_by_hand_takes_the_place_of_an_automatic_one() {
        Ban automatic = await(bans.impose(earned(Optional.empty(), "192.0.2.7")));
        long seen = await(bans.since(0)).revision();
        Ban byHand = await(bans.add(wanted(Optional.empty(), "192.0.2.7", Optional.empty())));
        assertThat(await(bans.since(seen)).made()).containsExactly(byHand);
        assertThat(await(bans.since(seen)).lifted()).containsExactly(automatic.id());
    }

    @Test
    void a_tenant_takes_its_bans_along() {
        TenantId north = fixture().tenant("north");
        await(bans.add(wanted(Optional.of(north), "192.0.2.7", Optional.empty())));
        await(new JdbcAlterations(fixture().database()).removeTenant(north, Optional.empty()));
        assertThat(await(bans.since(0)).made()).isEmpty();
    }

    @Test
    void another_node_takes_a_ban_over_even_if_no_hint_reaches_it() {
        BanList here = new BanList(List.of(), InstantSource.system());
        BanList there = new BanList(List.of(), InstantSource.system());
        Vertx far = Vertx.vertx(); // with a bus of its own
        var told = new ConcurrentLinkedQueue<Event>();
        try {
            BanWatch near = watch(here, new Events(List.of()));
            await(fixture().vertx().deployVerticle(near));
            await(far.deployVerticle(watch(there, new Events(List.of(told::add)))));
            ClientNetwork network = ClientNetwork.parse("192.0.2.7");
            near.impose(Optional.empty(), network, "20 failed logins", Duration.ofMinutes(15));
            awaitOut(here, network, true);
            awaitOut(there, network, true);
            awaitSize(told, 1);
            assertThat(told).hasSize(1).first().isInstanceOf(NodeEvent.Banned.class);
            Ban ban = await(bans.inForce(Optional.empty())).getFirst();
            await(bans.lift(ban.id(), Optional.empty()));
            awaitOut(there, network, false);
            awaitOut(here, network, false);
            awaitSize(told, 2);
            assertThat(told).hasSize(2).last().isInstanceOf(NodeEvent.BanLifted.class);
        } finally {
            await(far.close());
        }
    }

    private BanWatch watch(BanList list, Events events) {
        var config = new BanConfig(
                true,
                Duration.ofMinutes(10),
                20,
                100,
                60,
                300,
                Duration.ofMinutes(15),
                Duration.ofHours(24),
                List.of(),
                3,
                Duration.ofSeconds(8),
                1_024);
        return new BanWatch(config, DatabaseFixture.node(Path.of("unused")), bans, list, events, () -> {});
    }

    /// It is two seconds at most; a busy machine takes longer.
    /// A ban is told a moment after it is in force.
    private static void awaitSize(Collection<Event> told, int size) {
        awaitTruth(() -> told.size() >= size);
    }

    private static void awaitTruth(BooleanSupplier truth) {
        long until = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!truth.getAsBoolean() && System.nanoTime() < until) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static void awaitOut(BanList list, ClientNetwork network, boolean out) {
        awaitTruth(() -> list.keepsOut(network.address(), Optional.empty()).isPresent() == out);
        assertThat(list.keepsOut(network.address(), Optional.empty()).isPresent())
                .isEqualTo(out);
    }
}
