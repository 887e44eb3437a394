package dev.berth.endpoint;

import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Whom a listener serves, and how a login names its tenant (DESIGN.md's words: dedicated and shared listeners).
public sealed interface Tenancy {

    /// Finds the tenant of a login. An unknown one gives [TenantId#NOBODY], which fails like a wrong password.
    ///
    /// @param login the text after USER
    Login resolve(String login);

    /// Finds whom a host name stands for (RFC 7151): the name of a tenant, or a domain name that begins with one.
    ///
    /// @param host without the brackets of a literal address
    /// @return the tenancy of a session that has said so; empty if it stands for nobody here
    default Optional<Tenancy> named(String host) {
        return Optional.empty();
    }

    /// The only tenant that a login can be for.
    default Optional<TenantId> sole() {
        return Optional.empty();
    }

    /// A login in the one form that all forms of the same login have, for telling logins apart whose tenant does not
    /// exist: what names the tenant comes first.
    static String canonical(String login) {
        int at = login.lastIndexOf('@');
        return at > 0 ? login.substring(at + 1) + "|" + login.substring(0, at) : login;
    }

    /// Whether there are names to be found.
    default boolean hasNames() {
        return false;
    }

    /// One tenant's own listener: the whole login is the user name, `bob@shop.example` included.
    record Dedicated(TenantId tenant) implements Tenancy {
        @Override
        public Login resolve(String login) {
            return new Login(tenant, login);
        }

        @Override
        public Optional<TenantId> sole() {
            return Optional.of(tenant);
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

        @Override
        public Optional<Tenancy> named(String host) {
            int dot = host.indexOf('.');
            TenantId tenant = idOf((dot < 0 ? host : host.substring(0, dot)).toLowerCase(Locale.ROOT));
            return tenant.equals(TenantId.NOBODY) ? Optional.empty() : Optional.of(new Named(tenant, this));
        }

        @Override
        public boolean hasNames() {
            return true;
        }

        private TenantId idOf(String slug) {
            return Slug.isValid(slug) ? tenants.getOrDefault(new Slug(slug), TenantId.NOBODY) : TenantId.NOBODY;
        }
    }

    /// A shared listener, after HOST has named one of its tenants: the whole login is the user name.
    ///
    /// @param all what another HOST, or REIN, goes back to
    record Named(TenantId tenant, Shared all) implements Tenancy {

        @Override
        public Login resolve(String login) {
            return new Login(tenant, login);
        }

        @Override
        public Optional<TenantId> sole() {
            return Optional.of(tenant);
        }

        @Override
        public Optional<Tenancy> named(String host) {
            return all.named(host);
        }

        @Override
        public boolean hasNames() {
            return true;
        }
    }
}
