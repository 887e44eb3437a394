package dev.berth.endpoint;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a tenant is known by on shared listeners, besides its slug. What is one tenant's is no other's.
///
/// @param domains in lower case, sorted: what follows the `@` of a login, the name in HOST, and that in a TLS handshake
/// @param destinations sorted: addresses of load balancers that clients dial to reach this tenant
public record KnownBy(List<String> domains, List<Destination> destinations) {

    /// By nothing but the slug.
    public static final KnownBy SLUG = new KnownBy(List.of(), List.of());

    /// How many domains or destinations a tenant may have.
    public static final int MOST = 100;

    /// The rule for domains in words, for messages.
    public static final String DOMAIN_RULE = "a domain name with at least one dot, such as shop.example";

    private static final int LONGEST = 253;
    private static final Pattern DOMAIN =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

    public KnownBy {
        domains = domains.stream().distinct().sorted().toList();
        destinations = destinations.stream()
                .distinct()
                .sorted(Comparator.comparing(Destination::toString))
                .toList();
    }

    /// Reads a domain name in any letter case.
    ///
    /// @return in lower case
    /// @throws IllegalArgumentException if the text breaks [#DOMAIN_RULE]
    public static String domain(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.length() > LONGEST || !DOMAIN.matcher(lower).matches()) {
            throw new IllegalArgumentException("a domain is " + DOMAIN_RULE);
        }
        return lower;
    }
}
