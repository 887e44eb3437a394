package dev.berth.tenant;

import java.util.EnumMap;
import java.util.Map;

/// The limits of a tenant, or of one account.
///
/// @param all those that there are
public record Limits(Map<Limit, Long> all) {

    /// In place of a number: no limit.
    public static final long UNLIMITED = Long.MAX_VALUE;

    /// None at all.
    public static final Limits NONE = new Limits(Map.of());

    /// @throws IllegalArgumentException if a number breaks its rule
    public Limits {
        all.forEach((limit, number) -> {
            if (!limit.allows(number)) {
                throw new IllegalArgumentException(limit.key() + " is " + limit.rule());
            }
        });
        all = Map.copyOf(all);
    }

    /// One of them; [#UNLIMITED] if there is none.
    public long of(Limit limit) {
        return all.getOrDefault(limit, UNLIMITED);
    }

    /// These, and where they say nothing the others.
    public Limits over(Limits others) {
        if (all.isEmpty()) {
            return others;
        }
        var both = new EnumMap<Limit, Long>(Limit.class);
        both.putAll(others.all);
        both.putAll(all);
        return new Limits(both);
    }

    /// The same with another number for one of them.
    public Limits with(Limit limit, long number) {
        var more = new EnumMap<Limit, Long>(Limit.class);
        more.putAll(all);
        more.put(limit, number);
        return new Limits(more);
    }
}
