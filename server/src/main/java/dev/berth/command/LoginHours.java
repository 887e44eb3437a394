package dev.berth.command;

import dev.berth.account.LoginRefused.Reason;
import dev.berth.account.LoginRules;
import dev.berth.endpoint.ClientNetwork;
import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// Whether a login comes from where, and when, those of the account come.
///
/// @param zone of the tenant's clock
record LoginHours(LoginRules rules, ZoneId zone) {

    /// Why it does not; empty if it does.
    Optional<Reason> refusal(InetAddress client, Instant now) {
        boolean elsewhere =
                isIn(rules.denied(), client) || !(rules.allowed().isEmpty() || isIn(rules.allowed(), client));
        if (elsewhere) {
            return Optional.of(Reason.ELSEWHERE);
        }
        return rules.areOpenAt(now.atZone(zone)) ? Optional.empty() : Optional.of(Reason.AT_OTHER_TIMES);
    }

    private static boolean isIn(List<String> networks, InetAddress client) {
        return networks.stream()
                .anyMatch(network -> ClientNetwork.parse(network).contains(client));
    }
}
