package dev.berth.observe;

import java.util.List;

/// Where events are published and listened to. Listeners run on the publisher's thread, often an event loop: they
/// must never wait.
public final class Events {

    private final List<Listener> listeners;

    /// @param listeners told of each event, in this order
    public Events(List<Listener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /// Tells all listeners.
    public void publish(Event event) {
        for (Listener listener : listeners) {
            listener.on(event);
        }
    }

    /// One that wants to know.
    @FunctionalInterface
    public interface Listener {
        /// Takes note of `event`, without waiting and without failing.
        void on(Event event);
    }
}
