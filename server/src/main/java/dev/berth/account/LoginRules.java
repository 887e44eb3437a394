package dev.berth.account;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

/// How an account may be logged in to.
///
/// @param ownPassword whether its user may choose another password
/// @param mustChange whether its user has to choose another password before anything else
/// @param allowed networks that its logins come from, in CIDR form; none for all
/// @param denied networks that they do not come from, whatever is allowed
/// @param hours when logins are possible, by the tenant's clock; none for always
public record LoginRules(
        boolean ownPassword, boolean mustChange, List<String> allowed, List<String> denied, List<Hours> hours) {

    /// Unless something else is said.
    public static final LoginRules USUAL = new LoginRules(true, false, List.of(), List.of(), List.of());

    public LoginRules {
        allowed = List.copyOf(allowed);
        denied = List.copyOf(denied);
        hours = List.copyOf(hours);
    }

    /// A part of some days of the week.
    ///
    /// @param days on which it begins
    /// @param from its first minute
    /// @param to the minute after its last one; if that is not after `from`, it lies on the next day
    public record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

        public Hours {
            days = Set.copyOf(days);
        }

        boolean contain(ZonedDateTime moment) {
            LocalTime time = moment.toLocalTime();
            DayOfWeek day = moment.getDayOfWeek();
            if (from.isBefore(to)) {
                return days.contains(day) && !time.isBefore(from) && time.isBefore(to);
            }
            return (days.contains(day) && !time.isBefore(from)) || (days.contains(day.minus(1)) && time.isBefore(to));
        }
    }

    /// Its user has chosen another password.
    LoginRules passwordChanged() {
        return new LoginRules(ownPassword, false, allowed, denied, hours);
    }

    /// Whether a moment is one at which logins are possible.
    public boolean areOpenAt(ZonedDateTime moment) {
        return hours.isEmpty() || hours.stream().anyMatch(each -> each.contain(moment));
    }
}
