package dev.berth.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class TenantLabelsTest {

    private final TenantLabels labels = new TenantLabels(2);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    TenantLabelsTest() {
        registry.config().meterFilter(labels);
    }

    @Test
    void the_first_by_name_have_names_of_their_own_and_the_rest_is_summed() {
        labels.learn(List.of("west", "north", "south", "east"), registry);
        for (String tenant : List.of("north", "south", "west", "east", "unheard")) {
            registry.counter("met", "tenant", tenant, "kind", "a").increment();
        }
        assertThat(count("east")).isEqualTo(1);
        assertThat(count("north")).isEqualTo(1);
        assertThat(count("other")).isEqualTo(3);
        assertThat(registry.find("met").counters()).hasSize(3);
    }

    @Test
    void a_tenant_called_other_is_counted_with_the_others() {
        registry.counter("met", "tenant", "other", "kind", "a").increment();
        labels.learn(List.of("other", "north", "south"), registry);
        assertThat(labels.of("north")).isEqualTo("north");
        assertThat(labels.of("south")).isEqualTo("south");
        assertThat(labels.of("other")).isEqualTo("other");
    }

    @Test
    void what_is_gone_makes_room_and_leaves_no_meters() {
        labels.learn(List.of("a", "b"), registry);
        registry.counter("met", "tenant", "a", "kind", "a").increment();
        labels.learn(List.of("b", "c"), registry);
        assertThat(registry.find("met").tag("tenant", "a").counters()).isEmpty();
        assertThat(labels.of("c")).isEqualTo("c");
        assertThat(labels.of("d")).isEqualTo("other");
    }

    private double count(String tenant) {
        return registry.get("met").tag("tenant", tenant).counter().count();
    }
}
