package dev.berth.command;

import dev.berth.session.SessionState.LoggedIn;
import io.vertx.core.Future;
import java.util.List;

/// What XQUOTA and SITE QUOTA tell: the lines have the names that Serv-U gave them, and WinSCP looks for.
final class Budget {

    private Budget() {}

    /// The lines of a reply.
    static Future<List<String>> of(LoggedIn session) {
        return session.files()
                .space(session.directory())
                .map(space -> List.of(
                        "File and disk usage",
                        "Disk space limit: Unlimited",
                        "Bytes free: " + space.free(),
                        "File and disk usage end"));
    }
}
