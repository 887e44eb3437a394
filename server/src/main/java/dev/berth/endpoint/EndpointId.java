package dev.berth.endpoint;

/// The key of an endpoint in the directory.
///
/// @param value positive
public record EndpointId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
