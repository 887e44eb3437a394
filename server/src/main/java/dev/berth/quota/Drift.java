package dev.berth.quota;

/// What a recount has found.
///
/// @param booked what the books said
/// @param counted what is on the disk, and in the books now
public record Drift(Amount booked, Amount counted) {

    /// Whether the books were right.
    public boolean isNone() {
        return booked.octets() == counted.octets() && booked.files() == counted.files();
    }
}
