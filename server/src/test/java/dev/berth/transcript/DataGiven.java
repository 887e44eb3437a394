package dev.berth.transcript;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.SourceAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a tenant allows of data connections in a transcript: `pasv=off; active=off; privileged=on; source=127.0.0.5;
/// idle-control=600`.
final class DataGiven {

    private final NodeUnderTest node;
    private final NodeUnderTestPerson person;
    private boolean changed;

    DataGiven(NodeUnderTest node, NodeUnderTestPerson person) {
        this.node = node;
        this.person = person;
    }

    void give(String text) {
        Map<String, String> words = new HashMap<>();
        for (String pair : text.split("; *", -1)) {
            String[] sides = pair.split("=", 2);
            words.put(sides[0], sides[1]);
        }
        DataRules usual = DataRules.DEFAULT;
        changed = true;
        node.setData(
                person.tenant(),
                new DataRules(
                        usual.ports(),
                        new DataRules.Passive(
                                isOn(words, "pasv", true), usual.passive().dnsRefresh()),
                        new DataRules.Active(
                                isOn(words, "active", true),
                                false,
                                isOn(words, "privileged", false),
                                word(words, "source").map(SourceAddress::parse)),
                        false,
                        0,
                        usual.limits(),
                        new DataRules.Idle(
                                word(words, "idle-control").map(Long::parseLong).map(Duration::ofSeconds),
                                Optional.empty())));
    }

    void end() {
        if (changed) {
            node.setData(person.tenant(), DataRules.DEFAULT);
        }
    }

    private static boolean isOn(Map<String, String> words, String name, boolean usual) {
        return word(words, name).map("on"::equals).orElse(usual);
    }

    private static Optional<String> word(Map<String, String> words, String name) {
        return Optional.ofNullable(words.get(name));
    }
}
