package dev.berth.transfer;

import dev.berth.endpoint.DataRules;
import java.net.InetAddress;

/// One wish for a passive port, from PASV to the data connection. What changes in it is changed by the [Board]
/// only, one change at a time.
///
/// @param <T> what the board's user knows it by
final class Ticket<T> {

    /// Who asks.
    ///
    /// @param tenant whose ports they are, for fair shares of a shared pool
    /// @param account the account, unique on the node
    /// @param client the address of its control connection
    /// @param limits what its tenant allows
    record Party(long tenant, long account, InetAddress client, DataRules.Limits limits) {

        /// A client of this tenant at this address.
        AtTenant atTenant() {
            return new AtTenant(tenant, client);
        }
    }

    /// A client address in the eyes of one tenant.
    record AtTenant(long tenant, InetAddress client) {}

    /// Where it stands.
    enum State {
        /// No port is free for its client.
        WAITING,
        /// A port is announced, and nobody has come.
        ANNOUNCED,
        /// The data connection is there, and the port is busy as long as it lasts.
        HELD,
        /// Nothing of it is left on the board.
        OVER
    }

    private final Party party;
    private final Object key;
    private final T owner;
    private volatile State state = State.WAITING;
    private volatile int port;
    private volatile long expiresAt;

    Ticket(Party party, Object key, T owner) {
        this.party = party;
        this.key = key;
        this.owner = owner;
    }

    Party party() {
        return party;
    }

    /// From whom the data connection must come, see [ClientKey].
    Object key() {
        return key;
    }

    T owner() {
        return owner;
    }

    State state() {
        return state;
    }

    /// The announced port; 0 as long as it waits for one.
    int port() {
        return port;
    }

    boolean isLate(long now) {
        return now - expiresAt > 0;
    }

    void announce(int announced, long until) {
        port = announced;
        expiresAt = until;
        state = State.ANNOUNCED;
    }

    void extend(long until) {
        expiresAt = until;
    }

    void become(State next) {
        state = next;
    }
}
