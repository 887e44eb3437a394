package dev.berth.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.NodeUnderTest;
import dev.berth.account.Access;
import dev.berth.account.Permission;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each verb in two directories that are alike but for a rule, which takes one permission away from one of them.
@Tag("transcript")
class PathRulesTest {

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.standard();

    private static final List<String> SENDING = List.of("STOR", "STOU", "APPE");
    private static final List<String> MOVING = List.of("LIST", "NLST", "MLSD", "RETR", "STOR", "STOU", "APPE");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LIST             | LIST @
            LIST             | LIST -d @/f
            LIST             | NLST @
            LIST             | MLSD @
            LIST             | MLST @/f
            LIST             | SIZE @/f
            LIST             | MDTM @/f
            LIST             | STAT @
            LIST             | STAT @/f
            LIST             | DSIZ @
            READ             | RETR @/f
            WRITE            | STOR @/new
            WRITE            | STOU @/new
            OVERWRITE        | STOR @/f
            OVERWRITE        | RNFR @/f then RNTO @/g
            APPEND           | APPE @/f
            APPEND           | REST 2 then STOR @/f
            APPEND           | RANG 1 1 then STOR @/f
            OVERWRITE        | RANG 1 1 then STOR @/f
            DELETE           | DELE @/f
            RENAME           | RNFR @/f then RNTO @/x
            RENAME           | RNFR @/f then RNTO x
            RENAME           | RNFR f then RNTO @/x
            DELETE           | RNFR @/f then RNTO x
            WRITE            | RNFR f then RNTO @/x
            MAKE_DIRECTORY   | MKD @/n
            MAKE_DIRECTORY   | SITE MKDIR @/n
            REMOVE_DIRECTORY | RMD @/d
            REMOVE_DIRECTORY | SITE RMDIR @/d
            CHANGE_FACTS     | SITE CHMOD 600 @/f
            CHANGE_FACTS     | SITE UTIME 20020717210715 @/f
            CHANGE_FACTS     | MFMT 20020717210715 @/f
            CHANGE_FACTS     | MFF Modify=20020717210715;UNIX.mode=0600; @/f
            CHANGE_FACTS     | MDTM 20020717210715 @/f
            HASH             | HASH @/f
            HASH             | XCRC @/f
            HASH             | XSHA256 @/f
            DELETE           | RMDA @/t
            REMOVE_DIRECTORY | RMDA @/t
            READ             | SITE COPY @/f x
            READ             | SITE CPFR @/f then SITE CPTO x
            WRITE            | SITE COPY f @/x
            OVERWRITE        | SITE COPY f @/f
            READ             | SITE COPY @/t x
            LIST             | SITE COPY @/t x
            MAKE_DIRECTORY   | SITE COPY t @/x
            READ             | COMB x @/f
            DELETE           | COMB x @/f
            WRITE            | COMB @/x f
            APPEND           | COMB @/x f
            WRITE            | SITE SYMLINK @/f @/l
            """)
    void a_permission_is_needed_where_the_verb_acts(Permission missing, String commands) throws IOException {
        assertTrue(ask(missing, commands, "open") < 400, "where there is no rule");
        assertEquals(550, ask(missing, commands, "ruled"), "where the rule is");
    }

    /// The first refusal, or the last reply.
    private static int ask(Permission missing, String commands, String directory) throws IOException {
        var person = node.person("acme");
        for (String name : List.of("open", "ruled", ".")) {
            Path place = person.home().resolve(name);
            Files.createDirectories(place.resolve("d"));
            Files.createDirectories(place.resolve("t/u"));
            Files.writeString(place.resolve("f"), "hello");
            Files.writeString(place.resolve("g"), "hello");
            Files.writeString(place.resolve("t/u/f"), "hello");
        }
        Set<Permission> rest = EnumSet.complementOf(EnumSet.of(missing));
        person.may(new Access(List.of(new Access.Rule("/ruled", rest)), List.of(), List.of()));
        int code = 0;
        try (var client = LoggedInClient.of(node, person)) {
            for (String command : commands.replace("@", directory).split(" then ", -1)) {
                String verb = command.split(" ", 2)[0];
                code = MOVING.contains(verb)
                        ? move(client, command, SENDING.contains(verb))
                        : client.ask(command).code();
                if (code >= 400) {
                    return code;
                }
            }
        }
        return code;
    }

    private static int move(ControlClient client, String command, boolean sends) throws IOException {
        InetSocketAddress port = LoggedInClient.passive(client);
        try (var data = DataClient.dial(port, null, false)) {
            int code = client.ask(command).code();
            if (code >= 400) {
                return code;
            }
            if (sends) {
                data.send(new byte[] {1});
                data.finish();
            } else {
                data.awaitEnd();
            }
            return client.reply().code();
        }
    }
}
