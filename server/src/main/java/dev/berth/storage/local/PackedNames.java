package dev.berth.storage.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;

/// Names one behind the other in a single array. Those of a large directory stay for as long as its listing lasts, and
/// a garbage collection, for which everybody waits, copies two arrays faster than 20,000 strings.
final class PackedNames {

    /// None.
    static final PackedNames NONE = of(List.of());

    private final byte[] octets;
    private final int[] ends;

    private PackedNames(byte[] octets, int[] ends) {
        this.octets = octets;
        this.ends = ends;
    }

    /// Packs octet strings, in their order.
    static PackedNames of(List<String> names) {
        byte[] octets = new byte[names.stream().mapToInt(String::length).sum()];
        int[] ends = new int[names.size()];
        int at = 0;
        for (int i = 0; i < ends.length; i++) {
            String name = names.get(i);
            for (int j = 0; j < name.length(); j++) {
                octets[at++] = (byte) name.charAt(j);
            }
            ends[i] = at;
        }
        return new PackedNames(octets, ends);
    }

    int size() {
        return ends.length;
    }

    String get(int index) {
        int from = index == 0 ? 0 : ends[index - 1];
        return new String(octets, from, ends[index] - from, ISO_8859_1);
    }
}
