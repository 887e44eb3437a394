package dev.berth.jdbc;

import dev.berth.account.UserName;
import dev.berth.plan.AccountDefaults;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The home that new accounts of a tenant get. Where it has the names of their users in it, no name leads into what is
/// there for others.
///
/// @param home with [AccountDefaults#USER] in it, or not
/// @param others the directories of the tenant's folders and of its anonymous access
record DefaultHome(String home, List<String> others) {

    static DefaultHome of(Work work, TenantId tenant) throws SQLException {
        String home = new JsonObject(JdbcNewAccounts.read(work, tenant).settings()).getString("home", "/");
        List<String> others = new ArrayList<>(work.all("""
                select directory from folder where tenant_id = ?
                union
                select a.home
                  from anonymous_access g
                  join account a on a.tenant_id = g.tenant_id and a.id = g.account_id
                 where g.tenant_id = ?
                """, row -> row.getString(1), tenant.value(), tenant.value()));
        others.add(AnonymousRows.directory(work, tenant).orElse(AnonymousRows.DIRECTORY));
        return new DefaultHome(home, others);
    }

    /// Refuses the home that a name has made if it meets one of the others. What all homes do, as
    /// where a folder contains them, is not the doing of a name.
    void requireApart(UserName user, String made) {
        if (!made.equals(home.replace(AccountDefaults.USER, user.value()))) {
            return;
        }
        for (String other : others) {
            if (AnonymousRows.overlap(made, other) && !AnonymousRows.overlap(home, other)) {
                throw new DirectoryRefused(
                        Reason.CONFLICT,
                        "home",
                        made,
                        "is what the defaults make of this name, and contains or is in " + other
                                + ", which a folder or anonymous access has; make the account with another home");
            }
        }
    }
}
