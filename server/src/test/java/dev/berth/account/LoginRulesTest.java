package dev.berth.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.LoginRules.Hours;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginRulesTest {

    /// 2026-11-23 is a Monday.
    @ParameterizedTest
    @CsvSource({
        "08:00, 18:00, 2026-11-23T08:00:00+01:00[Europe/Berlin], true",
        "08:00, 18:00, 2026-11-23T07:59:59+01:00[Europe/Berlin], false",
        "08:00, 18:00, 2026-11-23T17:59:59+01:00[Europe/Berlin], true",
        "08:00, 18:00, 2026-11-23T18:00:00+01:00[Europe/Berlin], false",
        "08:00, 18:00, 2026-11-24T09:00:00+01:00[Europe/Berlin], false",
        "22:00, 06:00, 2026-11-23T23:00:00Z, true",
        "22:00, 06:00, 2026-11-24T05:59:00Z, true",
        "22:00, 06:00, 2026-11-24T06:00:00Z, false",
        "22:00, 06:00, 2026-11-23T05:00:00Z, false",
        "00:00, 00:00, 2026-11-23T00:00:00Z, true",
        "00:00, 00:00, 2026-11-23T23:59:59Z, true",
        "00:00, 00:00, 2026-11-24T00:00:00Z, false",
    })
    void monday_from_an_hour_to_another(LocalTime from, LocalTime to, ZonedDateTime moment, boolean open) {
        var hours = new Hours(Set.of(DayOfWeek.MONDAY), from, to);
        assertThat(new LoginRules(true, false, List.of(), List.of(), List.of(hours)).areOpenAt(moment))
                .isEqualTo(open);
        assertThat(LoginRules.USUAL.areOpenAt(moment)).isTrue();
    }
}
