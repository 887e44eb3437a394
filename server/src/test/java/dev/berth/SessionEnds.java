package dev.berth;

import static dev.berth.SeatsGivenBackTest.ONE;
import static dev.berth.SeatsGivenBackTest.node;
import static dev.berth.SeatsGivenBackTest.store;
import static dev.berth.SeatsGivenBackTest.storing;
import static dev.berth.transcript.LoggedInClient.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Permission;
import dev.berth.bus.Address;
import dev.berth.bus.SessionsRequest;
import dev.berth.observe.Event;
import dev.berth.tenant.TenantStatus;
import dev.berth.transcript.ControlClient;
import dev.berth.transcript.DataClient;
import dev.berth.transcript.LoggedInClient;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// The ways in which a session, a login, a transfer or a handshake ends.
final class SessionEnds {

    private SessionEnds() {}

    /// What somebody does who has the only place.
    @FunctionalInterface
    interface Doing {
        void by(SeatsGivenBackTest test) throws IOException;
    }

    /// A way to an end.
    record End(String name, Doing doing) {

        @Override
        public String toString() {
            return name;
        }
    }

    /// All of them.
    static List<End> all() {
        return List.of(
                new End("quit", test -> {
                    try (var client = test.logIn()) {
                        must(client.ask("QUIT"), 221);
                    }
                }),
                new End("reset", test -> test.logIn().reset()),
                new End("half closed", test -> {
                    try (var client = test.logIn()) {
                        client.shutdownOutput();
                        client.awaitClose();
                    }
                }),
                new End("reset while storing", test -> {
                    var client = test.logIn();
                    DataClient data = storing(client);
                    client.reset();
                    data.reset();
                }),
                new End("data reset", test -> {
                    try (var client = test.logIn()) {
                        storing(client).reset();
                        must(client.reply(), 426);
                        store(client);
                    }
                }),
                new End("aborted", test -> {
                    try (var client = test.logIn();
                            var _ = storing(client)) {
                        must(client.ask("ABOR"), 426);
                        must(client.reply(), 226);
                        store(client);
                    }
                }),
                new End("no data connection", test -> {
                    try (var client = test.logIn()) {
                        var _ = LoggedInClient.passive(client);
                        must(client.ask("STOR a"), 150);
                        must(client.reply(), 425);
                        store(client);
                    }
                }),
                new End("no data port", test -> {
                    try (var client = test.logIn()) {
                        must(client.ask("STOR a"), 425);
                        store(client);
                    }
                }),
                new End("no file", test -> {
                    try (var client = test.logIn()) {
                        var _ = LoggedInClient.passive(client);
                        must(client.ask("RETR nothing"), 550);
                        store(client);
                    }
                }),
                new End("garbled", test -> {
                    try (var client = test.logIn()) {
                        must(client.ask("MODE Z"), 200);
                        try (var data = storing(client)) {
                            data.send("this is no zlib".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                            data.finish();
                            assertThat(client.reply().code()).isIn(426, 451);
                        }
                        must(client.ask("MODE S"), 200);
                        store(client);
                    }
                }),
                new End("stalled", test -> {
                    try (var client = test.logIn();
                            var _ = storing(client)) {
                        must(client.reply(), 426);
                        store(client);
                    }
                }),
                new End("idle", test -> {
                    try (var client = test.logIn()) {
                        must(client.reply(), 421);
                        client.awaitClose();
                    }
                }),
                new End("kicked", test -> {
                    try (var client = test.logIn()) {
                        node.vertx()
                                .eventBus()
                                .publish(
                                        Address.sessions("under-test"),
                                        SessionsRequest.end(test.session(), Optional.empty(), "Kicked")
                                                .toJson());
                        must(client.reply(), 421);
                        client.awaitClose();
                    }
                }),
                new End("kicked while storing", test -> {
                    try (var client = test.logIn();
                            var _ = storing(client)) {
                        node.vertx()
                                .eventBus()
                                .publish(
                                        Address.sessions("under-test"),
                                        SessionsRequest.end(test.session(), Optional.empty(), "Kicked")
                                                .toJson());
                        client.reply();
                        NodeUnderTest.await(
                                "the end", () -> node.events().contains(new Event.SessionClosed(test.session())));
                    }
                }),
                new End("blocked", test -> {
                    try (var client = test.logIn();
                            var _ = storing(client)) {
                        test.person.becomes(TenantStatus.BLOCKED, EnumSet.allOf(Permission.class));
                        must(client.reply(), 426);
                        must(client.reply(), 421);
                        client.awaitClose();
                    }
                    test.person.limit(ONE);
                }),
                new End("long command left", test -> {
                    try (var file = new RandomAccessFile(
                            test.person.home().resolve("huge").toFile(), "rw")) {
                        file.setLength(1L << 36);
                    }
                    var client = test.logIn();
                    client.send("HASH huge\r\n");
                    client.reset();
                }),
                new End("rein", test -> {
                    try (var client = test.logIn()) {
                        must(client.ask("REIN"), 220);
                        test.nextLogsIn();
                    }
                }),
                new End("other user", test -> {
                    try (var client = test.logIn()) {
                        must(client.ask("USER somebody"), 331);
                        test.nextLogsIn();
                    }
                }),
                new End("same user again", test -> {
                    try (var client = test.logIn()) {
                        must(client.ask("USER " + test.person.user()), 331);
                        must(client.ask("PASS " + test.person.password()), 230);
                        store(client);
                    }
                }),
                new End("left before the answer", test -> {
                    for (int i = 0; i < 20; i++) {
                        ControlClient client = test.asked();
                        client.send("PASS " + test.person.password() + "\r\n");
                        client.reset();
                    }
                }),
                new End("left waiting for a seat", test -> {
                    try (var first = test.logIn()) {
                        for (int i = 0; i < 5; i++) {
                            ControlClient second = test.asked();
                            second.send("PASS " + test.person.password() + "\r\n");
                            must(first.ask("NOOP"), 200);
                            second.reset();
                        }
                        must(first.ask("QUIT"), 221);
                    }
                }),
                new End("refused a seat", test -> {
                    try (var first = test.logIn();
                            var second = test.asked()) {
                        second.send("PASS " + test.person.password() + "\r\n");
                        for (int i = 0; second.unread().isEmpty() && i < 1_000_000; i++) {
                            must(first.ask("NOOP"), 200);
                        }
                        second.awaitClose();
                    }
                }),
                new End("wrong passwords", test -> {
                    try (var client = test.greeted()) {
                        for (int i = 0; i < 2; i++) {
                            must(client.ask("USER " + test.person.user()), 331);
                            must(client.ask("PASS wrong"), 530);
                        }
                    }
                }),
                new End("handshake reset", test -> {
                    var client = new ControlClient(node.control("explicit"));
                    must(client.reply(), 220);
                    must(client.ask("AUTH TLS"), 234);
                    client.reset();
                }),
                new End("handshake of garbage", test -> {
                    try (var client = new ControlClient(node.control("explicit"))) {
                        must(client.reply(), 220);
                        must(client.ask("AUTH TLS"), 234);
                        client.send("USER nobody\r\n\r\n\r\n");
                        NodeUnderTest.await(
                                "the handshake to fail", () -> node.inside().isEmpty());
                    }
                }),
                new End("handshake closed", test -> {
                    try (var client = new ControlClient(node.control("implicit"))) {
                        client.shutdownOutput();
                    }
                }));
    }
}
