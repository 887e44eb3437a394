package dev.berth.account;

/// A password or token on its way to being verified. It never prints itself.
///
/// @param value the secret in clear, at most 1,024 characters; longer ones never verify
public record Secret(String value) {

    @Override
    public String toString() {
        return "***";
    }
}
