package dev.berth.transcript;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import dev.berth.endpoint.ClientNetwork;
import dev.berth.endpoint.MannerRule;
import dev.berth.endpoint.Manners.StouText;
import dev.berth.endpoint.TenantManners;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a tenant's clients are spoken to in a transcript: zone and charset of the tenant, and rules such as
/// `client=FileZilla; network=127.0.0.0/8; account={user}; epsv=off; allo=OK; zone=Europe/Berlin; charset=GBK;
/// stou=FOR`.
final class MannersGiven {

    private final NodeUnderTest node;
    private final NodeUnderTestPerson person;
    private TenantManners given = TenantManners.USUAL;

    MannersGiven(NodeUnderTest node, NodeUnderTestPerson person) {
        this.node = node;
        this.person = person;
    }

    void give(String what, String value) {
        given = switch (what) {
            case "zone" ->
                new TenantManners(given.greeting(), TenantManners.parseZone(value), given.charset(), given.rules());
            case "charset" ->
                new TenantManners(
                        given.greeting(), given.zone(), Optional.of(TenantManners.parseCharset(value)), given.rules());
            default -> new TenantManners(given.greeting(), given.zone(), given.charset(), withRule(value));
        };
        node.setManners(person.tenant(), given);
    }

    void end() {
        if (!given.equals(TenantManners.USUAL)) {
            node.setManners(person.tenant(), TenantManners.USUAL);
        }
    }

    private List<MannerRule> withRule(String text) {
        Map<String, String> words = new HashMap<>();
        for (String pair : text.split("; *", -1)) {
            String[] sides = pair.split("=", 2);
            words.put(sides[0], sides[1].replace("{user}", person.user()));
        }
        List<MannerRule> rules = new ArrayList<>(given.rules());
        rules.add(new MannerRule(
                word(words, "client"),
                word(words, "network").map(ClientNetwork::parse).orElse(ClientNetwork.ANY),
                word(words, "account"),
                word(words, "epsv").map("on"::equals),
                word(words, "allo"),
                word(words, "zone").map(TenantManners::parseZone),
                word(words, "charset").map(TenantManners::parseCharset),
                word(words, "stou").map(StouText::valueOf)));
        return rules;
    }

    private static Optional<String> word(Map<String, String> words, String name) {
        return Optional.ofNullable(words.get(name));
    }
}
