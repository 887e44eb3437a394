package dev.berth.deploy.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingTest {

    @Test
    void what_a_server_said_does_not_steer_the_terminal() {
        String said = "550 \u001B[2J \u009B2J \u202Egnp.exe \u2028 ok";
        String words = Finding.broken("refused", "PASV", said, "look").inWords();
        assertThat(words).contains("550 ?[2J ?2J ?gnp.exe ? ok").contains("\n        -> look");
    }
}
