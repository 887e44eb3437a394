package dev.berth.control;

import dev.berth.account.Account;
import dev.berth.ban.BanList;
import dev.berth.session.Busy;
import dev.berth.session.SessionState;
import dev.berth.tenant.TenantId;
import java.net.InetAddress;
import java.util.Optional;

/// Ends the sessions of who is banned. Somebody who has logged in rightly is not ended because others on the same
/// network guess passwords, but is by a ban that an administrator has made.
public final class BannedSessions {

    private final Sessions sessions;
    private final BanList bans;

    public BannedSessions(Sessions sessions, BanList bans) {
        this.sessions = sessions;
        this.bans = bans;
    }

    /// Looks at all sessions. May be called on any thread.
    public void end() {
        sessions.present().stream()
                .map(Sessions.Present::connection)
                .filter(connection -> isBanned(connection.state()))
                .forEach(BannedSessions::end);
    }

    private boolean isBanned(SessionState state) {
        InetAddress client = state.origin().client().getAddress();
        return switch (state) {
            case SessionState.Greeted _, SessionState.Identified _ ->
                bans.keepsOut(client, state.origin().tenancy().sole()).isPresent();
            case SessionState.LoggedIn user -> isBanned(client, user.account());
            case Busy busy -> isBanned(client, busy.after().account());
            case SessionState.Closed _ -> false;
        };
    }

    private boolean isBanned(InetAddress client, Account account) {
        Optional<TenantId> tenant = Optional.of(account.tenant().id());
        return bans.find(client, ban -> ban.byHand() && ban.concerns(tenant)).isPresent();
    }

    /// On the context that the session lives on.
    private static void end(ControlConnection connection) {
        connection
                .state()
                .origin()
                .loop()
                .runOnContext(_ -> connection.terminate("Your address is banned for now; try again later"));
    }
}
