package dev.berth.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.config.CommandConfig;
import dev.berth.config.SessionConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpokenTest {

    private static final SessionConfig SESSION = new SessionConfig(
            "-",
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            3,
            Duration.ZERO,
            1,
            Duration.ZERO,
            Duration.ofMinutes(1));
    private static final CommandConfig ALL = new CommandConfig(1, 1, true, true, true, 100);

    private static String shown(String line) {
        var needs = new Commands.Needs(
                null, SESSION, ALL, null, null, null, null, null, null, null, null, null, null, null, null);
        return new Spoken(Commands.all(needs)).shown(line);
    }

    @Test
    void a_command_is_shown_as_it_came() {
        assertThat(shown("stor a b.txt")).isEqualTo("stor a b.txt");
        assertThat(shown("SITE chmod 600 a b.txt")).isEqualTo("SITE chmod 600 a b.txt");
    }

    @Test
    void a_secret_is_not() {
        assertThat(shown("pass sesame")).isEqualTo("PASS ***");
        assertThat(shown("ACCT sesame")).isEqualTo("ACCT ***");
    }

    @Test
    void what_is_no_command_may_be_a_secret_at_the_wrong_place() {
        assertThat(shown("sesame")).doesNotContain("sesame");
        assertThat(shown("sesame open")).doesNotContain("sesame");
        assertThat(shown("SITE sesame open")).doesNotContain("sesame");
        assertThat(shown("SITE   PSWDD sesame open")).doesNotContain("sesame");
        assertThat(shown("SITE")).doesNotContain("null");
    }
}
