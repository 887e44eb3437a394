package dev.berth.session;

import dev.berth.endpoint.EndpointId;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.Tenancy;
import io.vertx.core.Context;
import java.net.InetSocketAddress;

/// Where a session came from; known at its first octet. Only a TLS handshake, HOST and REIN change something: the
/// tenancy.
///
/// @param session its number in this process
/// @param client the client's address: of the socket, or of the PROXY header where the listener has one
/// @param server the address that the client dialled: of the PROXY header where the listener has one
/// @param local the socket's own address, whatever a PROXY header says
/// @param endpoint whose listener it is
/// @param tls what TLS means on its listener
/// @param loop the context that the session lives on
/// @param tenancy for which tenant the session is, as far as it has said so
public record Origin(
        long session,
        InetSocketAddress client,
        InetSocketAddress server,
        InetSocketAddress local,
        EndpointId endpoint,
        Listener.Tls tls,
        Context loop,
        Tenancy tenancy) {

    /// After a TLS handshake, or HOST.
    public Origin servedAs(Tenancy other) {
        return new Origin(session, client, server, local, endpoint, tls, loop, other);
    }

    /// After REIN.
    public Origin reinitialised() {
        return servedAs(tenancy.reinitialised());
    }
}
