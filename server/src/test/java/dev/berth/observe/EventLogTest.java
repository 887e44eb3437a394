package dev.berth.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.berth.account.Account;
import dev.berth.account.AccountId;
import dev.berth.account.LoginRefused;
import dev.berth.account.UserName;
import dev.berth.tenant.Slug;
import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TenantStatus;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class EventLogTest {

    private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.7", 40_000);

    private static final Account ALICE = new Account(
            new AccountId(1),
            new Tenant(new TenantId(1), new Slug("north"), "North", TenantStatus.ACTIVE, "north"),
            new UserName("alice"),
            "/",
            Set.of());

    private final Logger logger = (Logger) LoggerFactory.getLogger(EventLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final EventLog log = new EventLog();

    @BeforeEach
    void listen() {
        lines.start();
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(lines);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    private String line() {
        assertThat(lines.list).hasSize(1);
        ILoggingEvent line = lines.list.getFirst();
        return line.getLevel() + " " + line.getFormattedMessage() + pairs(line);
    }

    private static String pairs(ILoggingEvent line) {
        return line.getKeyValuePairs().stream()
                .map(pair -> " " + pair.key + "=" + pair.value)
                .collect(Collectors.joining());
    }

    @Test
    void one_line_per_accepted_login() {
        log.on(new Event.LoginAccepted(7, ALICE, CLIENT));
        assertThat(line()).isEqualTo("INFO login accepted tenant=north user=alice session=7 client=192.0.2.7");
    }

    @Test
    void one_line_per_denied_login_with_the_octets_as_text() {
        log.on(new Event.LoginDenied(
                7, new TenantId(1), "bj\u00c3\u00b6rn", CLIENT, LoginRefused.Reason.WRONG_CREDENTIALS));
        assertThat(line())
                .isEqualTo("INFO login denied session=7 login=bj\u00f6rn client=192.0.2.7 reason=wrong_credentials");
    }

    @Test
    void one_line_per_transfer() {
        log.on(new Event.TransferEnded(7, ALICE, CLIENT, "RETR", "/a b.txt", false, 226, 12, Duration.ofMillis(34)));
        assertThat(line())
                .isEqualTo("INFO transfer ended tenant=north user=alice session=7 verb=RETR path=/a b.txt reply=226"
                        + " octets=12 millis=34");
    }

    @Test
    void a_failure_comes_with_its_cause() {
        log.on(new Event.CommandFailed(7, "RETR", new IllegalStateException("disk gone")));
        assertThat(line()).isEqualTo("WARN command failed session=7 verb=RETR");
        assertThat(lines.list.getFirst().getThrowableProxy().getMessage()).isEqualTo("disk gone");
    }

    @Test
    void coming_and_going_is_for_debugging() {
        List.of(new Event.SessionOpened(7, TenantId.NOBODY, CLIENT, 2121), new Event.SessionClosed(7))
                .forEach(log::on);
        assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsOnly(Level.DEBUG);
    }
}
