package dev.berth.deploy.ctl;

import java.net.URI;
import java.net.URISyntaxException;

/// Where an admin API is, as people write it.
final class ApiAddress {

    private static final String BASE = "/api/v1";

    /// That of a server of this machine that was started without settings.
    static final String USUAL = "http://127.0.0.1:8421" + BASE;

    private ApiAddress() {}

    /// Reads one. Whoever names the server only means its API.
    ///
    /// @throws IllegalArgumentException if it is none; the message ends a sentence that begins with the text
    static URI of(String text) {
        if (!text.matches("https?://\\S+")) {
            throw new IllegalArgumentException("does not begin with http:// or https://");
        }
        try {
            URI address = new URI(text.replaceAll("/+$", ""));
            if (address.getHost() != null && address.getRawQuery() == null && address.getRawFragment() == null) {
                return address.getRawPath().isEmpty() ? URI.create(address + BASE) : address;
            }
        } catch (URISyntaxException _) {
            // Told below.
        }
        throw new IllegalArgumentException("is not one, such as " + USUAL);
    }
}
