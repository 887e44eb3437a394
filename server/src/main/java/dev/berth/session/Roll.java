package dev.berth.session;

import dev.berth.session.SessionState.LoggedIn;
import dev.berth.tenant.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Who is logged in on this node. Each session writes its own line; anybody may read, on any thread.
public final class Roll {

    private final ConcurrentMap<Long, SessionState> present = new ConcurrentHashMap<>();

    /// A session has gone over to another state.
    public void enter(SessionState state) {
        long number = state.origin().session();
        if (state.isLoggedIn()) {
            present.put(number, state);
        } else {
            present.remove(number);
        }
    }

    /// The sessions of a tenant, the oldest first.
    public List<SessionState> of(TenantId tenant) {
        return present.values().stream()
                .filter(state -> user(state).account().tenant().id().equals(tenant))
                .sorted(Comparator.comparingLong(state -> state.origin().session()))
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
