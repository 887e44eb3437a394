package dev.berth.observe;

import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Something that happened on this node, and in no session.
public sealed interface NodeEvent extends Event {

    /// A ban came into force on this node.
    ///
    /// @param owner the tenant to which logins are refused; empty for all
    /// @param tenant what it is called, as far as that is known
    /// @param network who may not log in
    /// @param byHand whether an administrator has made it; else failed logins have
    /// @param by who: the name of an administrator's token, or the id of a node
    /// @param expires when it ends; empty for one that stands until it is lifted
    record Banned(
            Optional<TenantId> owner,
            Optional<Slug> tenant,
            String network,
            boolean byHand,
            String by,
            String reason,
            Optional<Instant> expires)
            implements NodeEvent {}

    /// A ban ended before its time.
    record BanLifted(Optional<TenantId> owner, Optional<Slug> tenant, String network) implements NodeEvent {}

    /// A client was sent away at once because of a ban.
    ///
    /// @param tenant from which it is banned; empty for all
    record BannedRefused(Optional<Slug> tenant, InetAddress client) implements NodeEvent {}

    /// An administrator called an operation of the admin API.
    ///
    /// @param administrator the name of the token
    /// @param client the address of the caller
    /// @param operation what was called, such as `setPassive`
    /// @param path on what, such as `/api/v1/tenants/north/passive`
    /// @param status the HTTP status of the answer
    /// @param took until it was answered
    /// @param owner the tenant that it was about; empty for none, and for one that the caller does not see
    record Administered(
            String administrator,
            String client,
            String operation,
            String path,
            int status,
            Duration took,
            Optional<TenantId> owner)
            implements NodeEvent {

        /// The operation of a caller of whom nobody knows who it is, whatever it wanted.
        public static final String UNKNOWN = "authenticate";

        private static final Pattern TENANT = Pattern.compile("/api/v1/tenants/([a-z0-9-]{1,63})(/.*)?");

        /// Of none.
        public Administered(
                String administrator, String client, String operation, String path, int status, Duration took) {
            this(administrator, client, operation, path, status, took, Optional.empty());
        }

        /// The same as of a tenant.
        public Administered of(Optional<TenantId> tenant) {
            return new Administered(administrator, client, operation, path, status, took, tenant);
        }

        /// What the tenant of the path is called.
        public Optional<Slug> tenant() {
            Matcher matcher = TENANT.matcher(path);
            return matcher.matches() && Slug.isValid(matcher.group(1))
                    ? Optional.of(new Slug(matcher.group(1)))
                    : Optional.empty();
        }
    }

    /// A certificate ends; published when that is soon, or over.
    ///
    /// @param owner whose it is, such as `tenant 3`
    /// @param name what the owner calls it
    /// @param hosts the names that it is for
    record CertificateEnds(String owner, String name, String hosts, Instant expires) implements NodeEvent {}

    /// All certificates that the node serves, with their ends; told when they have changed.
    record CertificatesKnown(List<CertificateEnds> certificates) implements NodeEvent {

        public CertificatesKnown {
            certificates = List.copyOf(certificates);
        }
    }

    /// A connection to a port with PROXY headers was closed before it began.
    ///
    /// @param side what the port is for
    /// @param why `UNTRUSTED`, `MALFORMED` or `LATE`
    record HeaderRefused(Side side, String why) implements NodeEvent {

        /// What a port is for.
        public enum Side {
            CONTROL,
            DATA
        }
    }

    /// Somebody came to a passive port on which nobody waited for them.
    record DataUnmatched(int port, InetAddress peer) implements NodeEvent {}

    /// The node was taken out of service, has become empty, or is back.
    ///
    /// @param state `draining`, `drained` or `active`
    record NodeTurned(String node, String state) implements NodeEvent {}

    /// A DNS name that 227 should tell cannot be resolved; the last good value is told instead.
    ///
    /// @param failingFor since when, as long as the node knows
    record NameUnresolved(String name, Duration failingFor) implements NodeEvent {}

    /// Work of the admin API that went on after its request was answered has ended.
    ///
    /// @param job its id
    /// @param kind such as `file-removal`
    /// @param owner whose it was; the tenant may be gone
    /// @param tenant that one's name
    /// @param state `done`, `cancelled` or `failed`
    /// @param steps how many were done
    record JobEnded(String job, String kind, TenantId owner, Slug tenant, String state, int steps, Duration took)
            implements NodeEvent {}
}
