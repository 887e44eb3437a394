package dev.berth.tenant;

import java.util.regex.Pattern;

/// The short name of a tenant, unique on the whole system: what follows the `@` in a login on a shared listener.
///
/// @param value 1 to 63 of `a-z 0-9 -`, starting and ending with a letter or digit (a DNS label, RFC 1123 §2.1)
public record Slug(String value) {

    /// The rule in words, for messages.
    public static final String RULE = "1 to 63 lower-case letters, digits and hyphens, a letter or digit at both ends";

    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    public Slug {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a tenant's slug is " + RULE);
        }
    }

    /// Whether `text` may be a slug.
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
