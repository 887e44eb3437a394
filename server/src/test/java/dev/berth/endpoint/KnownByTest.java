package dev.berth.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a tenant can be known by, as text.
class KnownByTest {

    @ParameterizedTest
    @CsvSource({
        "198.51.100.7, 198.51.100.7",
        "198.51.100.7:21, 198.51.100.7:21",
        "2001:db8::7, 2001:db8::7",
        "[2001:db8::7], 2001:db8::7",
        "[2001:DB8::7]:65535, [2001:db8::7]:65535",
        "::ffff:198.51.100.7, 198.51.100.7",
        "10.0.0.1, 10.0.0.1",
        "2001:db8::0a, 2001:db8::a",
        "2001:db8::1:0:0:0, 2001:db8:0:0:1::",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "::1, ::1"
    })
    void a_destination_is_an_address_and_perhaps_a_port(String text, String written) {
        assertThat(Destination.parse(text)).hasToString(written).isEqualTo(Destination.parse(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "ftp.example.net", "198.51.100", "198.51.100.7:0", "198.51.100.7:65536", "198.51.100.7:",
                        "fe80::1%1",
                "[2001:db8::7]:x", "2001:db8::7]:21", "0.0.0.0", "::", "224.0.0.1", "198.51.100.256", "198.51.100.0/24",
                "01.2.3.4", "1.2.3.04:21", "::ffff:1.02.3.4", "[1.2.3.4]:21", "[1.2.3.4]"
            })
    void what_is_no_destination_is_refused(String text) {
        assertThat(Optional.of(text).filter(KnownByTest::isDestination)).isEmpty();
    }

    private static boolean isDestination(String text) {
        try {
            return Destination.parse(text) != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example",
                "shop.",
                ".example",
                "shop..example",
                "-a.example",
                "a-.example",
                "shop.example.",
                "192.0.2.1",
                "a b.example",
                "shöp.example",
                "*.example",
                "shop.1"
            })
    void what_is_no_domain_is_refused(String text) {
        assertThat(Optional.of(text).filter(KnownByTest::isDomain)).isEmpty();
        assertThat(KnownBy.domain("Shop.Example")).isEqualTo("shop.example");
    }

    private static boolean isDomain(String text) {
        try {
            return !KnownBy.domain(text).isEmpty();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
