package dev.berth.command;

import dev.berth.quota.Amount;
import dev.berth.quota.Quota;
import dev.berth.quota.QuotaLedger;
import dev.berth.quota.Standing;
import dev.berth.session.SessionState.LoggedIn;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/// What XQUOTA and SITE QUOTA tell: the first lines have the names that Serv-U gave them, and WinSCP looks for.
final class Budget {

    private Budget() {}

    /// The lines of a reply; to guests, nothing of what others of the tenant use.
    static Future<List<String>> of(LoggedIn session, QuotaLedger quotas) {
        return session.files()
                .space(session.directory())
                .compose(space -> quotas.standing(session.account())
                        .map(standing -> lines(space.free(), standing, isGuest(session))));
    }

    private static List<String> lines(long free, Standing standing, boolean guest) {
        var lines = new ArrayList<String>();
        lines.add("File and disk usage");
        long own = standing.account().octets();
        lines.add("Disk space limit: "
                + limit(guest ? own : Math.min(own, standing.tenant().octets())));
        lines.add("Bytes free: " + free);
        add(lines, "Account", standing.account(), standing.accountUsed());
        if (!guest) {
            add(lines, "Tenant", standing.tenant(), standing.tenantUsed());
        }
        lines.add("File and disk usage end");
        return lines;
    }

    private static boolean isGuest(LoggedIn session) {
        return session.account().login().guest().isPresent();
    }

    private static void add(List<String> lines, String whose, Quota quota, Amount used) {
        lines.add(whose + " bytes used: " + used.octets() + " of " + limit(quota.octets()));
        lines.add(whose + " files used: " + used.files() + " of " + limit(quota.files()));
        lines.add(whose + " bytes transferred this month: " + used.volume() + " of " + limit(quota.volume()));
    }

    private static String limit(long limit) {
        return limit == Quota.UNLIMITED ? "Unlimited" : Long.toString(limit);
    }
}
