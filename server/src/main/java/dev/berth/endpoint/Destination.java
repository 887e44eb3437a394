package dev.berth.endpoint;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An address of a load balancer that clients dial to reach one tenant, as a PROXY header tells it.
///
/// @param address what is dialled
/// @param port 0 for every port
public record Destination(InetAddress address, int port) {

    /// The rule in words, for messages.
    public static final String RULE =
            "an address with or without a port: 198.51.100.7, 198.51.100.7:21, 2001:db8::7 or [2001:db8::7]:21";

    private static final Pattern FORM = Pattern.compile(
            "(?!.*(?:\\b0\\d+\\.|\\.0\\d))(?:(?:(?<four>\\d{1,3}(?:\\.\\d{1,3}){3})"
                    + "|\\[(?<six>(?=[^\\]]*:)[0-9a-fA-F:.]{2,45})])(?::(?<port>[1-9]\\d{0,4}))?|(?<bare>(?=.*:)[0-9a-fA-F:.]{2,45}))");

    private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?=:|$)");

    /// Reads one; no name is ever looked up.
    ///
    /// @throws IllegalArgumentException if the text breaks [#RULE]
    public static Destination parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a destination is " + RULE);
        }
        String literal = parts.group("four");
        if (literal == null) {
            literal = parts.group("six") == null ? parts.group("bare") : parts.group("six");
        }
        InetAddress address = InetAddress.ofLiteral(literal);
        String port = parts.group("port");
        int number = port == null ? 0 : Integer.parseInt(port);
        if (number > 65_535 || address.isAnyLocalAddress() || address.isMulticastAddress()) {
            throw new IllegalArgumentException("a destination is " + RULE);
        }
        return new Destination(address, number);
    }

    /// An address as it was dialled.
    static Destination of(InetSocketAddress dialled) {
        return new Destination(dialled.getAddress(), dialled.getPort());
    }

    /// The same address with every port.
    Destination anyPort() {
        return new Destination(address, 0);
    }

    /// In the form of RFC 5952: the longest run of two or more groups of zeros, the first of several, is left out.
    private static String literal(InetAddress address) {
        String full = address.getHostAddress();
        return ZEROS.matcher(full)
                .results()
                .max(Comparator.<MatchResult>comparingInt(Destination::groups)
                        .thenComparing(MatchResult::start, Comparator.reverseOrder()))
                .map(zeros -> full.substring(0, zeros.start()) + "::"
                        + full.substring(Math.min(full.length(), zeros.end() + 1)))
                .orElse(full);
    }

    private static int groups(MatchResult zeros) {
        return (int) zeros.group().chars().filter(c -> c == '0').count();
    }

    @Override
    public String toString() {
        String literal = literal(address);
        if (port == 0) {
            return literal;
        }
        return (address instanceof Inet6Address ? "[" + literal + "]" : literal) + ":" + port;
    }
}
