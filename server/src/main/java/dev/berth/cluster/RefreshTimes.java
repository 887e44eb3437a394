package dev.berth.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// When which name is looked up again. Used by one thread.
final class RefreshTimes {

    private final Map<String, Duration> periods = new HashMap<>();
    private final Map<String, Long> last = new HashMap<>();

    /// These names and no others, with the time between two look-ups of each.
    void watch(Map<String, Duration> names) {
        periods.clear();
        periods.putAll(names);
        last.keySet().retainAll(names.keySet());
    }

    /// Those whose time has come; they are counted as looked up now. A new name is due at once.
    ///
    /// @param now by [System#nanoTime]
    List<String> due(long now) {
        List<String> due = new ArrayList<>();
        periods.forEach((name, period) -> {
            Long before = last.get(name);
            if (before == null || now - before >= period.toNanos()) {
                due.add(name);
            }
        });
        due.forEach(name -> last.put(name, now));
        return due;
    }
}
