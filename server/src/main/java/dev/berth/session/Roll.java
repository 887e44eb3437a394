package dev.berth.session;

import dev.berth.session.SessionState.LoggedIn;
import dev.berth.tenant.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/// Who is logged in on this node. Each session writes its own line; anybody may read, on any thread.
public final class Roll {

    private final ConcurrentMap<Long, Line> present = new ConcurrentHashMap<>();
    private final AtomicLong lines = new AtomicLong();

    /// @param order in which they came
    private record Line(long order, SessionState state) {}

    /// A session has gone over to another state.
    public void enter(SessionState state) {
        long number = state.origin().session();
        if (state.isLoggedIn()) {
            present.compute(
                    number, (_, line) -> new Line(line == null ? lines.incrementAndGet() : line.order(), state));
        } else {
            present.remove(number);
        }
    }

    /// The sessions of a tenant, the oldest first.
    public List<SessionState> of(TenantId tenant) {
        return present.values().stream()
                .filter(line -> user(line.state()).account().tenant().id().equals(tenant))
                .sorted(Comparator.comparingLong(Line::order))
                .map(Line::state)
                .toList();
    }

    /// The session behind a state that is on the roll.
    public static LoggedIn user(SessionState state) {
        return switch (state) {
            case LoggedIn user -> user;
            case Busy engaged -> engaged.after();
            case SessionState.Greeted _, SessionState.Identified _, SessionState.Closed _ ->
                throw new IllegalArgumentException("nobody is logged in");
        };
    }
}
