package dev.berth.account;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How an account may be logged in to.
///
/// @param ownPassword whether its user may choose another password
/// @param mustChange whether its user has to choose another password before anything else
/// @param allowed networks that its logins come from, in CIDR form; none for all
/// @param denied networks that they do not come from, whatever is allowed
/// @param hours when logins are possible, by the tenant's clock; none for always
/// @param guest what somebody gave as a password where any does (RFC 1635: an address of mail); empty where it has to
/// be
///     the account's
public record LoginRules(
        boolean ownPassword,
        boolean mustChange,
        List<String> allowed,
        List<String> denied,
        List<Hours> hours,
        Optional<String> guest) {

    /// Unless something else is said.
    public static final LoginRules USUAL = new LoginRules(true, false, List.of(), List.of(), List.of());

    public LoginRules {
        allowed = List.copyOf(allowed);
        denied = List.copyOf(denied);
        hours = List.copyOf(hours);
    }

    /// Those of an account with a password of its own.
    public LoginRules(
            boolean ownPassword, boolean mustChange, List<String> allowed, List<String> denied, List<Hours> hours) {
        this(ownPassword, mustChange, allowed, denied, hours, Optional.empty());
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
        return new LoginRules(ownPassword, false, allowed, denied, hours, guest);
    }

    /// The same for somebody of whom any password is taken.
    ///
    /// @param said what was given as one
    public LoginRules forGuest(String said) {
        return new LoginRules(ownPassword, mustChange, allowed, denied, hours, Optional.of(said));
    }

    /// Whether a moment is one at which logins are possible.
    public boolean areOpenAt(ZonedDateTime moment) {
        return hours.isEmpty() || hours.stream().anyMatch(each -> each.contain(moment));
    }
}
