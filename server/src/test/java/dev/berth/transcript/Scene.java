package dev.berth.transcript;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import dev.berth.account.Access;
import dev.berth.account.LoginRules;
import dev.berth.account.Permission;
import dev.berth.quota.Quota;
import dev.berth.tenant.TenantStatus;
import java.io.IOException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What stands around a dialogue: the client's circumstances and the files of the account's home.
///
/// | direction | meaning |
/// | --- | --- |
/// | `given nobody logged in` | the transcript logs in itself, or not at all; the first reply is the greeting |
/// | `given tenant zebra`, `given the shared listener`, `given address ::1` | what is dialled; else tenant acme on its
/// own listener at 127.0.0.1 |
/// | `given listener explicit` | another listener of acme: `explicit`, `required` or `implicit` |
/// | `given permissions LIST READ` | all that the account may do; else it may do everything |
/// | `given status READ_ONLY` | of the tenant, for this account: `ACTIVE`, `READ_ONLY`, `DOWNLOAD_ONLY`, `BLOCKED` |
/// | `given quota of N octets`, `given room for N files` | of the account |
/// | `given path /in LIST WRITE`, `given hidden *.tmp`, `given denied *.php` | the rules of the account's directories
/// and names, one more with each |
/// | `given login from NETWORK`, `given login not from NETWORK`, `given login never`, `given login with a new password`
/// |
/// from where, and when, the account can be logged in to, and whether its password has to be changed |
/// | `given password fixed` | the account's user may not change it |
/// | `given a slow client` | data is not read until the transcript asks for it |
/// | `given no data connection` | 227 and 229 are not followed |
/// | `given file NAME = TEXT`, `given file NAME of N octets`, `given directory NAME`, `given link NAME -> TARGET` |
/// what is in the home |
/// | `given files N DIRECTORY` | so many, with long names, in a directory |
/// | `given modified NAME INSTANT` | when a file last changed; `-3d` and `+3d` are so many days from now |
/// | `given zone ZONE`, `given charset NAME` | of the tenant |
/// | `given rule client=TEXT; account={user}; ...` | one of the tenant's rules; see [MannersGiven] |
/// | `given data pasv=off; ...` | what the tenant allows of data connections; see [DataGiven] |
/// | `do dial`, `do break`, `do hang up` | open, reset, close the data connection |
/// | `do tls` | the handshake on the control connection |
/// | `do private data`, `do clear data` | data connections that are opened from now on speak TLS, or not |
/// | `do leave` | close the control connection, then the data connection |
/// | `do interrupt` | send IAC IP, then IAC DM whose DM is urgent data |
/// | `do send N octets` | send one letter N times, without a line end |
/// | `do send N lines of nonsense` | send them, and see that each is answered by 500 or another refusal |
/// | `do wait for NAME` | until the file is there, with the size that `of N octets` says if it does |
/// | `expect file NAME = TEXT`, `expect file NAME of N octets`, `expect directory NAME`, `expect nothing at NAME` |
/// what is in the home now |
/// | `expect only NAME NAME` | the home has these entries and no other, a left temporary file for instance |
/// | `expect ended data` | the data connection ends, whatever came over it |
/// | `expect data of NAME` | the data connection brought this file's octets, unchanged |
final class Scene {

    private final NodeUnderTestPerson person;
    private final SceneFiles files;
    private final MannersGiven manners;
    private final DataGiven data;

    Scene(NodeUnderTest node, NodeUnderTestPerson person) {
        this.person = person;
        this.files = new SceneFiles(person.home());
        this.manners = new MannersGiven(node, person);
        this.data = new DataGiven(node, person);
    }

    /// Undoes what was given to more than this transcript.
    void end() {
        manners.end();
        data.end();
    }

    /// Does what a direction says.
    ///
    /// @throws AssertionError if something is not as it says
    void direct(String direction, Seat seat) throws IOException {
        String[] words = direction.split(" ", 3);
        if (words.length < 2) {
            throw new IllegalArgumentException("no such direction: " + direction);
        }
        String what = words[0] + ' ' + words[1];
        String rest = words.length < 3 ? "" : words[2];
        switch (what) {
            case "given nobody" -> seat.loggedIn = false;
            case "given tenant" -> seat.listener = rest;
            case "given listener" -> seat.listener = rest;
            case "given the" -> seat.listener = "shared";
            case "given address" -> seat.address = rest;
            case "given permissions" -> person.may(permissions(rest));
            case "given status" -> person.becomes(TenantStatus.valueOf(rest), Permission.USUAL);
            case "given quota" ->
                person.limit(new Quota(Long.parseLong(rest.split(" ", -1)[1]), Quota.UNLIMITED, Quota.UNLIMITED));
            case "given room" ->
                person.limit(new Quota(Quota.UNLIMITED, Long.parseLong(rest.split(" ", -1)[1]), Quota.UNLIMITED));
            case "given path", "given hidden", "given denied" -> person.may(access(words[1], rest));
            case "given login" -> person.logsIn(login(rest));
            case "given password" -> person.fixPassword();
            case "given a" -> seat.slow = true;
            case "given no" -> seat.dialsData = false;
            case "given zone", "given charset", "given rule" -> manners.give(words[1], rest);
            case "given data" -> data.give(rest);
            case "given file" -> files.write(rest);
            case "given files" -> files.writeMany(rest.split(" "));
            case "given directory" -> files.makeDirectory(rest);
            case "given link" -> files.link(rest);
            case "given modified" -> files.setModified(rest);
            case "given mode" -> files.setMode(rest);
            case "do tls" -> seat.control().secure();
            case "do private" -> seat.securesData = true;
            case "do clear" -> seat.securesData = false;
            case "do dial" -> seat.dial();
            case "do break" -> seat.data().reset();
            case "do hang" -> seat.closeData();
            case "do leave" -> seat.leave();
            case "do interrupt" -> seat.control().interrupt();
            case "do send" -> send(rest.split(" "), seat);
            case "do wait" -> files.awaitFile(rest.substring("for ".length()));
            case "expect file" -> files.check(rest);
            case "expect directory" -> files.checkDirectory(rest);
            case "expect nothing" -> files.checkNothing(rest.substring("at ".length()));
            case "expect only" -> files.checkOnly(rest.isEmpty() ? List.of() : Arrays.asList(rest.split(" ")));
            case "expect ended" -> seat.awaitDataEnd();
            case "expect data" -> files.checkSame(rest.substring("of ".length()), seat.received());
            default -> throw new IllegalArgumentException("no such direction: " + direction);
        }
    }

    private static void send(String[] words, Seat seat) throws IOException {
        int count = Integer.parseInt(words[0]);
        if (words[1].equals("octets")) {
            seat.send("x".repeat(count), false);
        } else {
            seat.control().flood(count);
        }
    }

    private static LoginRules login(String text) {
        String last = text.substring(text.lastIndexOf(' ') + 1);
        boolean mustChange = last.equals("password");
        List<String> allowed = text.startsWith("from ") ? List.of(last) : List.of();
        List<String> denied = text.startsWith("not from ") ? List.of(last) : List.of();
        List<LoginRules.Hours> hours = last.equals("never")
                ? List.of(new LoginRules.Hours(Set.of(), LocalTime.NOON, LocalTime.MIDNIGHT))
                : List.of();
        return new LoginRules(true, mustChange, allowed, denied, hours);
    }

    private Access access(String what, String text) {
        Access before = person.access();
        List<Access.Rule> rules = new ArrayList<>(before.rules());
        List<String> hidden = new ArrayList<>(before.hidden());
        List<String> denied = new ArrayList<>(before.denied());
        switch (what) {
            case "path" -> {
                String[] parts = (text + " ").split(" ", 2);
                rules.add(new Access.Rule(SceneFiles.decode(parts[0]), permissions(parts[1])));
            }
            case "hidden" -> hidden.add(text);
            default -> denied.add(text);
        }
        return new Access(rules, hidden, denied);
    }

    private static Set<Permission> permissions(String names) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (String name : names.strip().split(" +", -1)) {
            if (!name.isEmpty()) {
                permissions.add(Permission.valueOf(name.toUpperCase(Locale.ROOT)));
            }
        }
        return permissions;
    }
}
