package dev.berth.diagnosis;

/// What became of the data connections of one tenant's clients in one network, since the node started.
///
/// @param network such as `192.0.2.0/24`; `other` for those beyond what is told apart
/// @param announced how many ports were announced
/// @param arrived how many data connections came
/// @param expired how many announced ports nobody came to
/// @param mismatched how many connections came from another address than the client's
/// @param givenUp how many the client gave up
/// @param refused how many wishes found no port
/// @param unroutable how often a client was told an address that it cannot reach
/// @param dialled how many active connections were made
/// @param unreachable how many could not be made
public record NetworkCounts(
        String network,
        long announced,
        long arrived,
        long expired,
        long mismatched,
        long givenUp,
        long refused,
        long unroutable,
        long dialled,
        long unreachable) {}
