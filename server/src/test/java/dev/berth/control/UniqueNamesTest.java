package dev.berth.control;

import static dev.berth.transcript.LoggedInClient.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.account.Permission;
import dev.berth.transcript.Answer;
import dev.berth.transcript.DataClient;
import dev.berth.transcript.LoggedInClient;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two sessions that store under one name, where nothing may be replaced.
class UniqueNamesTest {

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.standard();

    @Test
    void a_name_that_another_session_is_storing_to_is_made_unique() throws Exception {
        var person = node.person("acme");
        try (var first = LoggedInClient.of(node, person);
                var second = LoggedInClient.of(node, person);
                var data = DataClient.dial(LoggedInClient.passive(first), null, false)) {
            must(first.ask("STOU a"), 150);
            try (var other = DataClient.dial(LoggedInClient.passive(second), null, false)) {
                Answer begun = second.ask("STOU a");
                must(begun, 150);
                assertThat(begun.text()).contains("FILE: a.");
                other.finish();
                must(second.reply(), 226);
            }
            data.finish();
            must(first.reply(), 226);
        }
        assertThat(person.home().resolve("a")).exists();
        node.leaks().check(person);
    }

    @Test
    void a_name_that_an_upload_of_somebody_else_is_after_is_busy_until_that_ends() throws Exception {
        var person = node.person("acme");
        var permissions = EnumSet.copyOf(Permission.USUAL);
        permissions.remove(Permission.OVERWRITE);
        person.may(permissions);
        try (var first = LoggedInClient.of(node, person);
                var second = LoggedInClient.of(node, person);
                var data = DataClient.dial(LoggedInClient.passive(first), null, false);
                var retry = DataClient.dial(LoggedInClient.passive(second), null, false)) {
            must(first.ask("STOR a"), 150);
            must(second.ask("STOR a"), 450);
            data.reset();
            must(first.reply(), 426);
            must(second.ask("STOR a"), 150);
            retry.finish();
            must(second.reply(), 226);
        }
        node.leaks().check(person);
    }
}
