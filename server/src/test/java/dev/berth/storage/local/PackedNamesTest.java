package dev.berth.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is packed comes back.
class PackedNamesTest {

    @Test
    void names_of_any_octets_come_back_in_their_order() {
        List<String> names = List.of("b", "a", "\u00ff\u0080", "line\nfeed", "a".repeat(255), "z");

        PackedNames packed = PackedNames.of(names);

        assertThat(IntStream.range(0, packed.size()).mapToObj(packed::get)).containsExactlyElementsOf(names);
    }

    @Test
    void none_are_none() {
        assertThat(PackedNames.NONE.size()).isZero();
    }
}
