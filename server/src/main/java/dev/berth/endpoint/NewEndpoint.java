package dev.berth.endpoint;

import java.util.List;
import java.util.Optional;

/// An endpoint to be made; see [Endpoint].
public record NewEndpoint(String name, List<Listener> listeners, Optional<PassiveRange> sharedPool) {

    public NewEndpoint {
        listeners = List.copyOf(listeners);
    }
}
