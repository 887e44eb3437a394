package dev.berth.account;

/// The key of an account in the directory.
///
/// @param value positive
public record AccountId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
