package dev.berth.jdbc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Codes by time, with the values of RFC 6238 appendix B; the last six of its eight digits.
class TotpTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codes_are_those_of_the_rfc(long seconds, String code) {
        Instant moment = Instant.ofEpochSecond(seconds);
        assertThat(Totp.code(SECRET, Totp.step(moment))).isEqualTo(code);
        assertThat(Totp.stepOf(code, SECRET, moment)).hasValue(seconds / 30);
        assertThat(Totp.stepOf(code, SECRET, moment.plusSeconds(30))).hasValue(seconds / 30);
        assertThat(Totp.stepOf(code, SECRET, moment.minusSeconds(30))).hasValue(seconds / 30);
        assertThat(Totp.stepOf(code, SECRET, moment.plusSeconds(60))).isEmpty();
        assertThat(Totp.stepOf(code, SECRET, moment.minusSeconds(60))).isEmpty();
    }

    @Test
    void a_secret_is_written_as_rfc_4648_says() {
        assertThat(Totp.base32("foobar1234".getBytes(US_ASCII))).isEqualTo("MZXW6YTBOIYTEMZU");
        assertThat(Totp.base32(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }
}
