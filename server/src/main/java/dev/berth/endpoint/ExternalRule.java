package dev.berth.endpoint;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// Which address clients of a network are told; the first rule that matches wins.
///
/// @param match the clients it is for
/// @param address what they are told
public record ExternalRule(ClientNetwork match, ExternalAddress address) {

    /// The rule that holds for a client; empty if none does, which means `auto`.
    public static Optional<ExternalRule> first(List<ExternalRule> rules, InetAddress client) {
        return rules.stream().filter(rule -> rule.match().contains(client)).findFirst();
    }
}
