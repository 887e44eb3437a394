package dev.berth.endpoint;

import dev.berth.tenant.TenantId;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// For which tenant a session is, as far as it has said so: by the listener that it came to, then by what [Signal]
/// lists. Whatever says it must say the same. A name or an address that is nobody's here says nothing, HOST and the
/// login excepted: those are refused.
///
/// @param served whom the listener serves
/// @param signals what it takes notice of
/// @param dialled whom the destination in the PROXY header stands for
/// @param asked whom the name in the TLS handshake stands for
/// @param host whom HOST has named
public record Tenancy(
        Served served,
        Set<Signal> signals,
        Optional<TenantId> dialled,
        Optional<TenantId> asked,
        Optional<TenantId> host) {

    public Tenancy {
        signals = Set.copyOf(signals);
    }

    /// The two parts of a login that names a tenant.
    private record Parts(String tenant, String user) {}

    /// A client that has said nothing so far.
    public static Tenancy of(Served served, Listener listener) {
        return new Tenancy(
                served,
                Signal.of(listener.tenantBy(), served.owner().isPresent()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// After a PROXY header.
    ///
    /// @param destination what the client dialled
    public Tenancy dialled(InetSocketAddress destination) {
        return signals.contains(Signal.DESTINATION)
                ? new Tenancy(served, signals, served.dialled(destination), asked, host)
                : this;
    }

    /// After a TLS handshake.
    ///
    /// @param serverName the name that the client asked for
    public Tenancy asked(String serverName) {
        return signals.contains(Signal.SNI)
                ? new Tenancy(served, signals, dialled, served.host(serverName), host)
                : this;
    }

    /// After HOST (RFC 7151): the name of a tenant, one of its domains, or a domain name that begins with its name.
    /// Another one takes its place.
    ///
    /// @param name without the brackets of a literal address
    /// @return empty if it stands for nobody here, or not for whom the session is
    public Optional<Tenancy> named(String name) {
        return served.host(name)
                .filter(_ -> hasNames())
                .map(tenant -> new Tenancy(served, signals, dialled, asked, Optional.of(tenant)))
                .filter(next -> next.sole().isPresent());
    }

    /// After REIN (RFC 7151 §3.2.1).
    public Tenancy reinitialised() {
        return new Tenancy(served, signals, dialled, asked, Optional.empty());
    }

    /// Whether HOST is taken.
    public boolean hasNames() {
        return signals.contains(Signal.HOST);
    }

    /// The only tenant that a login can be for, if that is known.
    public Optional<TenantId> sole() {
        List<TenantId> said = said();
        return said.size() == 1 ? Optional.of(said.getFirst()) : Optional.empty();
    }

    /// Finds the tenant of a login. If nothing has said it yet, the login has to, and one that does not, or names an
    /// unknown tenant, is [TenantId#NOBODY]'s, which fails like a wrong password. If something has, the login need
    /// not; what looks like a tenant in it and is none belongs to the user's name, `bob@shop.example` for instance.
    ///
    /// @param login the text after USER
    public Login resolve(String login) {
        Optional<Parts> parts = parts(login);
        Optional<TenantId> named = parts.flatMap(each -> served.called(each.tenant()));
        List<TenantId> said = said();
        if (said.isEmpty()) {
            return new Login(
                    named.orElse(TenantId.NOBODY), parts.map(Parts::user).orElse(login), true);
        }
        TenantId tenant = said.getFirst();
        boolean agreed = said.size() == 1 && named.stream().allMatch(tenant::equals);
        String user = agreed && named.isPresent() ? parts.map(Parts::user).orElse(login) : login;
        return new Login(tenant, user, agreed);
    }

    /// A login in the one form that all forms of the same login have, for telling logins apart whose tenant does not
    /// exist: what names the tenant comes first.
    public String canonical(String login) {
        return parts(login)
                .map(each -> Served.normal(each.tenant()) + "|" + each.user())
                .orElse(login);
    }

    /// Which form it has is a matter of its letters alone, so that nothing shows by it which tenants there are.
    private Optional<Parts> parts(String login) {
        int at = taken(Signal.LOGIN_AT, login.lastIndexOf('@'));
        int bar = taken(Signal.LOGIN_BAR, login.indexOf('|'));
        int split = at > 0 ? at : bar > 0 ? bar : taken(Signal.LOGIN_SLASH, login.indexOf('/'));
        if (split <= 0) {
            return Optional.empty();
        }
        String before = login.substring(0, split);
        String behind = login.substring(split + 1);
        return Optional.of(at > 0 ? new Parts(behind, before) : new Parts(before, behind));
    }

    private int taken(Signal form, int position) {
        return signals.contains(form) ? position : -1;
    }

    /// Each tenant once, in the order of what has named them.
    private List<TenantId> said() {
        List<TenantId> said = new ArrayList<>(1);
        add(served.owner(), said);
        add(dialled, said);
        add(asked, said);
        add(host, said);
        return said;
    }

    private static void add(Optional<TenantId> one, List<TenantId> said) {
        if (one.isPresent() && !said.contains(one.get())) {
            said.add(one.get());
        }
    }
}
