package dev.berth.deploy;

import dev.berth.account.Secret;
import dev.berth.tenant.Slug;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The logins of the demo tenants, in clear: passwords cannot be read back from the directory.
///
/// @param all one per tenant
record DemoLogins(List<Login> all) {

    /// Letters and digits that are not taken for one another, and that no shell and no URL treats specially.
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int LENGTH = 20;

    private static final String HEAD = """
            # The logins of the demo tenants, as they were generated. They are printed at each start while this file is
            # here. Delete it once the demo has served its purpose.
            """;

    /// One of them.
    record Login(Slug tenant, String user, Secret password) {}

    DemoLogins {
        all = List.copyOf(all);
    }

    /// None.
    static DemoLogins none() {
        return new DemoLogins(List.of());
    }

    /// One for each tenant, with a password of its own.
    static DemoLogins generate(String user, List<Slug> tenants, SecureRandom random) {
        return new DemoLogins(tenants.stream()
                .map(tenant -> new Login(tenant, user, password(random)))
                .toList());
    }

    private static Secret password(SecureRandom random) {
        return new Secret(random.ints(LENGTH, 0, ALPHABET.length())
                .mapToObj(ALPHABET::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining()));
    }

    /// Reads what [#text] wrote; lines that are none of its own are left out.
    static DemoLogins parse(String text) {
        return new DemoLogins(text.lines()
                .map(line -> line.split(" "))
                .filter(words -> words.length == 3 && Slug.isValid(words[0]))
                .map(words -> new Login(new Slug(words[0]), words[1], new Secret(words[2])))
                .toList());
    }

    /// The content of the file in which they are kept.
    String text() {
        return all.stream()
                .map(login -> login.tenant() + " " + login.user() + " "
                        + login.password().value() + "\n")
                .collect(Collectors.joining("", HEAD, ""));
    }

    /// The login of one tenant.
    Optional<Login> of(Slug tenant) {
        return all.stream().filter(login -> login.tenant().equals(tenant)).findFirst();
    }
}
