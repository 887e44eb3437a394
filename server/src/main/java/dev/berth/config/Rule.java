package dev.berth.config;

import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What may be written for a setting, and what it becomes.
///
/// @param words the rule in words, such as `a whole number from 1 to 9`
/// @param reading makes a value of what was written (text, number, boolean or list); empty if the form is wrong
/// @param holds whether a value is allowed
/// @param <T> the type of the value
public record Rule<T>(String words, Function<Object, Optional<T>> reading, Predicate<T> holds) {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.\\[\\]:-]{1,253}");
    private static final Pattern HOST = Pattern.compile(
            "(?=.{3,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern OCTAL = Pattern.compile("0?[0-7]{3}");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9a-fA-F:.]{2,45}(%[A-Za-z0-9._-]{1,15})?");

    /// Makes the value of what was written; empty if it breaks the rule.
    Optional<T> read(Object written) {
        return reading.apply(written).filter(holds);
    }

    /// Text without line breaks or other control characters.
    static Rule<String> text(String words, Predicate<String> holds) {
        return new Rule<>(
                words,
                written -> written instanceof String text ? Optional.of(text) : Optional.empty(),
                text -> text.chars().noneMatch(Character::isISOControl) && holds.test(text));
    }

    /// A number without fraction, `min` and `max` included.
    static Rule<Integer> whole(int min, int max) {
        return new Rule<>(
                "a whole number from " + min + " to " + max, Rule::wholeOf, value -> min <= value && value <= max);
    }

    private static Optional<Integer> wholeOf(Object written) {
        try {
            return switch (written) {
                case Integer number -> Optional.of(number);
                case String text -> Optional.of(Integer.valueOf(text.strip()));
                default -> Optional.empty();
            };
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// `true` or `false`.
    static Rule<Boolean> flag() {
        return new Rule<>(
                "true or false",
                written -> switch (String.valueOf(written).strip()) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> Optional.empty();
                },
                _ -> true);
    }

    /// One of the names of an enum, in lower case.
    static <E extends Enum<E>> Rule<E> choice(Class<E> type) {
        List<E> all = List.of(type.getEnumConstants());
        return new Rule<>(
                oneOf(all.stream().map(Rule::lower).toList()),
                written -> all.stream()
                        .filter(each ->
                                lower(each).equals(String.valueOf(written).strip()))
                        .findFirst(),
                _ -> true);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// One of some words.
    static Rule<String> word(String... words) {
        List<String> all = List.of(words);
        return new Rule<>(
                oneOf(all), written -> Optional.of(String.valueOf(written).strip()), all::contains);
    }

    private static String oneOf(List<String> words) {
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }

    /// A number with its unit: `300ms`, `20s`, `5m`, `1h`; `min` and `max` included.
    static Rule<Duration> duration(String min, String max) {
        Duration least = durationOf(min).orElseThrow();
        Duration most = durationOf(max).orElseThrow();
        return new Rule<>(
                "a duration from " + min + " to " + max + ", written like 300ms, 20s, 5m or 1h",
                Rule::durationOf,
                value -> least.compareTo(value) <= 0 && value.compareTo(most) <= 0);
    }

    private static Optional<Duration> durationOf(Object written) {
        Matcher parts = DURATION.matcher(String.valueOf(written).strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(parts.group(1));
        return Optional.of(
                switch (parts.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    default -> Duration.ofHours(amount);
                });
    }

    /// Permission bits as text; a bare 0644 in YAML would already have become another number.
    ///
    /// @param owner the bits that must be there
    static Rule<Integer> mode(String words, int owner) {
        return new Rule<>(
                words,
                written -> written instanceof String text
                                && OCTAL.matcher(text.strip()).matches()
                        ? Optional.of(Integer.valueOf(text.strip(), 8))
                        : Optional.empty(),
                mode -> (mode & ~0777) == 0 && (mode & owner) == owner);
    }

    /// The name of a file or directory; a relative one belongs to the working directory.
    static Rule<Path> path() {
        return new Rule<>(
                "the path of a file or directory",
                Rule::pathOf,
                path -> !path.toString().isBlank());
    }

    private static Optional<Path> pathOf(Object written) {
        try {
            return written instanceof String text ? Optional.of(Path.of(text)) : Optional.empty();
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    /// An IPv4 or IPv6 literal; no name is ever looked up.
    static Rule<String> address(String words, Predicate<InetAddress> holds) {
        return new Rule<>(
                words,
                written -> Optional.of(String.valueOf(written).strip()),
                text -> literal(text).filter(holds).isPresent());
    }

    /// One or more different IPv4 or IPv6 literals, as a list or parted by commas.
    static Rule<List<String>> addresses() {
        return new Rule<>(
                "one or more different IPv4 or IPv6 addresses, no names, such as 192.0.2.1 or 2001:db8::1",
                Rule::listOf,
                all -> !all.isEmpty()
                        && all.stream().allMatch(each -> literal(each).isPresent())
                        && all.stream().map(Rule::literal).distinct().count() == all.size());
    }

    /// Any number of networks in CIDR form, as a list or parted by commas.
    static Rule<List<String>> networks() {
        return new Rule<>(
                "IPv4 or IPv6 networks without host bits, such as 192.0.2.0/24 or 2001:db8::/32",
                written -> listOf(written)
                        .map(all -> all.stream().filter(each -> !each.isEmpty()).toList()),
                all -> all.stream().allMatch(Rule::isNetwork));
    }

    /// Any number of origins (RFC 6454), as a list or parted by commas.
    static Rule<List<String>> origins() {
        return new Rule<>(
                "origins such as https://console.example.net, with a port where it is not the usual one",
                written -> listOf(written)
                        .map(all -> all.stream().filter(each -> !each.isEmpty()).toList()),
                all -> all.stream().allMatch(each -> ORIGIN.matcher(each).matches()));
    }

    /// Any number of DNS names, as a list or parted by commas.
    static Rule<List<String>> hosts() {
        return new Rule<>(
                "DNS names with at least one dot, such as ftp.example.net",
                written -> listOf(written)
                        .map(all -> all.stream().filter(each -> !each.isEmpty()).toList()),
                all -> all.stream().allMatch(each -> HOST.matcher(each).matches()));
    }

    private static boolean isNetwork(String text) {
        String[] parts = text.split("/", -1);
        Optional<byte[]> address = literal(parts[0]).map(InetAddress::getAddress);
        if (parts.length > 2 || text.indexOf('%') >= 0 || address.isEmpty()) {
            return false;
        }
        int all = address.get().length * 8;
        String bits = parts.length == 1 ? String.valueOf(all) : parts[1];
        return bits.matches("\\d{1,3}")
                && Integer.parseInt(bits) <= all
                && hostBitsAreZero(new BigInteger(1, address.get()), all - Integer.parseInt(bits));
    }

    private static boolean hostBitsAreZero(BigInteger address, int hostBits) {
        return address.signum() == 0 || address.getLowestSetBit() >= hostBits;
    }

    private static Optional<List<String>> listOf(Object written) {
        Stream<?> each = written instanceof Iterable<?> many
                ? StreamSupport.stream(many.spliterator(), false)
                : Arrays.stream(String.valueOf(written).split(",", -1));
        return Optional.of(each.map(one -> String.valueOf(one).strip()).toList());
    }

    /// Whether `text` is an IPv6 literal by form.
    static boolean isIpv6(String text) {
        return IPV6.matcher(text).matches();
    }

    private static Optional<InetAddress> literal(String text) {
        if (!IPV4.matcher(text).matches() && !isIpv6(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The same rule, or nothing written at all.
    ///
    /// @param without what an empty text stands for, such as `the host's name`
    static <T> Rule<Optional<T>> optional(Rule<T> rule, String without) {
        return new Rule<>(
                rule.words() + ", or empty for " + without,
                written -> isBlank(written)
                        ? Optional.of(Optional.empty())
                        : Optional.of(rule.reading().apply(written)).filter(Optional::isPresent),
                value -> value.filter(rule.holds().negate()).isEmpty());
    }

    private static boolean isBlank(Object written) {
        return written instanceof String text && text.isBlank();
    }
}
