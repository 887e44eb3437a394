package dev.berth.endpoint;

import dev.berth.endpoint.Manners.StouText;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// How the server speaks to the clients of one tenant.
///
/// @param greeting the text of the 220, where it is known whom a client has come to; without one, the words of the node
/// @param zone whose clock LIST shows
/// @param charset of the names after `OPTS UTF8 OFF`; without one OFF is refused
/// @param rules exceptions; the first that matches and says something of a matter decides it
public record TenantManners(Optional<String> greeting, ZoneId zone, Optional<Charset> charset, List<MannerRule> rules) {

    /// Where nobody said anything.
    public static final TenantManners USUAL =
            new TenantManners(Optional.empty(), ZoneId.of("UTC"), Optional.empty(), List.of());

    /// The rule of a time zone in words, for messages.
    public static final String ZONE_RULE = "a time zone such as UTC or Europe/Berlin";

    /// The rule of a character set in words, for messages.
    public static final String CHARSET_RULE =
            "a character set that contains ASCII, such as windows-1252 or Shift_JIS, and not UTF-8, which is the rule";

    private static final String ASCII =
            " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`" + "abcdefghijklmnopqrstuvwxyz{|}\r\n";

    public TenantManners {
        rules = List.copyOf(rules);
    }

    /// What holds for one client. It is asked at each command: a tenant without exceptions pays for none.
    ///
    /// @param software what it calls itself; empty if it did not say
    /// @param user the name of the account
    public Manners of(String software, InetAddress address, String user) {
        List<MannerRule> matching = rules.isEmpty()
                ? rules
                : rules.stream()
                        .filter(rule -> rule.matches(software, address, user))
                        .toList();
        Optional<Charset> forced = first(matching, MannerRule::charset);
        return new Manners(
                first(matching, MannerRule::zone).orElse(zone),
                forced.or(() -> charset),
                forced.isPresent(),
                first(matching, MannerRule::extendedPassive).orElse(true),
                first(matching, MannerRule::allo),
                first(matching, MannerRule::stou).orElse(StouText.FILE));
    }

    /// Reads the name of a time zone.
    ///
    /// @throws IllegalArgumentException if it breaks [#ZONE_RULE]
    public static ZoneId parseZone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a zone is " + ZONE_RULE, e);
        }
    }

    /// Reads the name of a character set.
    ///
    /// @throws IllegalArgumentException if it breaks [#CHARSET_RULE]
    public static Charset parseCharset(String text) {
        Charset charset = Charset.forName(text);
        boolean hasAscii =
                charset.canEncode() && new String(ASCII.getBytes(charset), StandardCharsets.ISO_8859_1).equals(ASCII);
        if (!hasAscii || charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII)) {
            throw new IllegalArgumentException("a character set is " + CHARSET_RULE);
        }
        return charset;
    }

    private static <T> Optional<T> first(List<MannerRule> rules, Function<MannerRule, Optional<T>> matter) {
        for (MannerRule rule : rules) {
            Optional<T> said = matter.apply(rule);
            if (said.isPresent()) {
                return said;
            }
        }
        return Optional.empty();
    }
}
