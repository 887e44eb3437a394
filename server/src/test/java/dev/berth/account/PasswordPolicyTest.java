package dev.berth.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

    private static final PasswordPolicy STRICT = new PasswordPolicy(8, false);

    private static boolean accepts(PasswordPolicy policy, String user, String password) {
        return policy.objection(new UserName(user), new Secret(password)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Password123!",
                "p@ssw0rd",
                "PASSW0RT!!",
                "12345678",
                "87654321",
                "11111111",
                "abcdefgh",
                "123123123",
                "qwertzui",
                "letmein2026",
                "Welcome1",
                "!!admin!!",
                "123qwerty123"
            })
    void what_is_tried_first_is_refused(String password) {
        assertThat(accepts(STRICT, "bob", password)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"correct horse", "T7-kiel-91", "Grüße aus Kiel", "passwords are hard", "x9vK2mQ4", "日本語日本語日本"})
    void others_are_not(String password) {
        assertThat(accepts(STRICT, "bob", password)).isTrue();
    }

    @Test
    void the_common_ones_may_be_allowed() {
        assertThat(accepts(new PasswordPolicy(8, true), "bob", "password")).isTrue();
    }

    @Test
    void characters_are_counted_and_not_their_halves() {
        assertThat(accepts(STRICT, "bob", "🚢🚢🚢🚢⚓⚓🚢⚓")).isTrue();
        assertThat(accepts(STRICT, "bob", "🚢⚓🚢⚓")).isFalse();
        assertThat(accepts(STRICT, "bob", "x9vK2mQ4".repeat(129))).isFalse();
    }

    @Test
    void the_user_name_is_not_in_it() {
        assertThat(accepts(STRICT, "alice@shop.example", "xx-ALICE@shop.example"))
                .isFalse();
        assertThat(accepts(STRICT, "kiel", "T7-Kiel-91")).isFalse();
        assertThat(accepts(STRICT, "ti", "intimate9!")).as("a short name").isTrue();
    }

    @Test
    void it_is_text() {
        assertThat(accepts(STRICT, "bob", "x9vK\u00002mQ4")).isFalse();
        assertThat(accepts(STRICT, "bob", "x9vK\ufffd2mQ4")).isFalse();
    }
}
