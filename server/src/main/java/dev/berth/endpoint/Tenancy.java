package dev.berth.endpoint;

import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import java.util.Map;

/// Whom a listener serves, and how a login names its tenant (DESIGN.md's words: dedicated and shared listeners).
public sealed interface Tenancy {

    /// Finds the tenant of a login. An unknown one gives [TenantId#NOBODY], which fails like a wrong password.
    ///
    /// @param login the text after USER
    Login resolve(String login);

    /// One tenant's own listener: the whole login is the user name, `bob@shop.example` included.
    record Dedicated(TenantId tenant) implements Tenancy {
        @Override
        public Login resolve(String login) {
            return new Login(tenant, login);
        }
    }

    /// A listener of several tenants: `user@tenant`, split at the last `@`, or `tenant|user`, split at the first
    /// `|`.
    record Shared(Map<Slug, TenantId> tenants) implements Tenancy {

        public Shared {
            tenants = Map.copyOf(tenants);
        }

        @Override
        public Login resolve(String login) {
            int at = login.lastIndexOf('@');
            if (at > 0) {
                return new Login(idOf(login.substring(at + 1)), login.substring(0, at));
            }
            int bar = login.indexOf('|');
            return bar > 0
                    ? new Login(idOf(login.substring(0, bar)), login.substring(bar + 1))
                    : new Login(TenantId.NOBODY, login);
        }

        private TenantId idOf(String slug) {
            return Slug.isValid(slug) ? tenants.getOrDefault(new Slug(slug), TenantId.NOBODY) : TenantId.NOBODY;
        }
    }
}
