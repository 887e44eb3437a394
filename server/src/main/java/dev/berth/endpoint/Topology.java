package dev.berth.endpoint;

import java.util.List;

/// Everything that a node must serve, read in one consistent piece.
///
/// @param revision the number of the last change that it contains
/// @param endpoints all endpoints
/// @param berths all tenants with their places
public record Topology(long revision, List<Endpoint> endpoints, List<Berth> berths) {

    public Topology {
        endpoints = List.copyOf(endpoints);
        berths = List.copyOf(berths);
    }
}
