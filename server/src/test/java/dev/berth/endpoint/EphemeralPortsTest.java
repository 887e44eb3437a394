package dev.berth.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EphemeralPortsTest {

    private static final EphemeralPorts LINUX = EphemeralPorts.parse("32768\t60999\n", "35000-35009,8080,36000");

    @Test
    void what_linux_says_is_read() {
        assertThat(LINUX.first()).isEqualTo(32_768);
        assertThat(LINUX.last()).isEqualTo(60_999);
        assertThat(LINUX).hasToString("32768-60999");
        assertThat(EphemeralPorts.parse("32768 60999", "\n").reserved()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "30000-30099, false",
        "32700-32767, false",
        "32700-32768, true",
        "60999-61010, true",
        "61000-61010, false",
        "30000-65535, true",
        "35000-35009, false",
        "35000-35010, true",
        "36000-36000, false"
    })
    void a_range_meets_them_unless_all_of_it_is_left_alone(String range, boolean meets) {
        assertThat(LINUX.meets(PassiveRange.parse(range))).isEqualTo(meets);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''            | ''
            32768         | ''
            32768 60999 1 | ''
            32768 many    | ''
            32768 60999   | 35000-
            32768 60999   | some
            """)
    void of_anything_else_nothing_is_known(String range, String reserved) {
        EphemeralPorts unknown = EphemeralPorts.parse(range, reserved);
        assertThat(unknown).isEqualTo(EphemeralPorts.UNKNOWN).hasToString("");
        assertThat(unknown.meets(PassiveRange.parse("1024-65535"))).isFalse();
    }
}
