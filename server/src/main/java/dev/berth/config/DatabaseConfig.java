package dev.berth.config;

import static dev.berth.config.Setting.secret;
import static dev.berth.config.Setting.setting;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `database.*`: where the directory is kept.
///
/// @param url `database.url`, a JDBC URL of PostgreSQL or H2; empty for the embedded H2 under `node.data`
/// @param user `database.user`
/// @param password `database.password`, from the file or the environment, or read from `database.passwordFile`
/// @param owner `database.owner`, the role that owns the tables and brings them up to date
/// @param ownerPassword `database.ownerPassword`, likewise
/// @param poolSize `database.poolSize`, how many connections
public record DatabaseConfig(
        Optional<String> url, String user, String password, String owner, String ownerPassword, int poolSize) {

    static final Setting<Optional<String>> URL = setting(
            "database.url",
            "",
            Rule.optional(
                    Rule.text(
                            "a JDBC URL that begins jdbc:postgresql: or jdbc:h2:file: and holds neither user nor"
                                    + " password",
                            DatabaseConfig::isUrl),
                    "the embedded database under node.data"),
            "The JDBC URL of the database, such as jdbc:postgresql://db.example.net/berth. Empty: the embedded database"
                    + " under node.data.");

    static final Setting<String> USER = setting(
            "database.user",
            "berth",
            Rule.text(
                    "1 to 63 characters, none of them a control character",
                    text -> !text.isEmpty() && text.length() <= 63),
            "The user, or role, of the database.");

    static final Setting<String> PASSWORD = secret(
            "database.password",
            Rule.text("at most 1,000 characters, none of them a control character", text -> text.length() <= 1000),
            "Its password. It is refused on the command line; a file of its own (passwordFile) is better still.");

    /// Read by who reads files; its content becomes `database.password`.
    static final Setting<Optional<Path>> PASSWORD_FILE = setting(
            "database.passwordFile",
            "",
            Rule.optional(Rule.path(), "none"),
            "A file whose first line is the password; instead of database.password.");

    static final Setting<String> OWNER = setting(
            "database.owner",
            "",
            Rule.text(
                    "at most 63 characters, none of them a control character, or empty for database.user",
                    text -> text.length() <= 63),
            "On PostgreSQL, the role that owns the tables and brings them up to date, so that database.user need not.");

    static final Setting<String> OWNER_PASSWORD = secret(
            "database.ownerPassword",
            Rule.text("at most 1,000 characters, none of them a control character", text -> text.length() <= 1000),
            "Its password, as database.password.");

    /// Read by who reads files; its content becomes `database.ownerPassword`.
    static final Setting<Optional<Path>> OWNER_PASSWORD_FILE = setting(
            "database.ownerPasswordFile",
            "",
            Rule.optional(Rule.path(), "none"),
            "A file whose first line is that password; instead of database.ownerPassword.");

    static final Setting<Integer> POOL_SIZE =
            setting("database.poolSize", 8, Rule.whole(1, 1000), "How many connections to the database are kept.");

    static final List<Setting<?>> SETTINGS =
            List.of(URL, USER, PASSWORD, PASSWORD_FILE, OWNER, OWNER_PASSWORD, OWNER_PASSWORD_FILE, POOL_SIZE);

    /// @throws ConfigurationInvalid if a value breaks its rule
    public DatabaseConfig {
        URL.require(url);
        USER.require(user);
        PASSWORD.require(password);
        OWNER.require(owner);
        OWNER_PASSWORD.require(ownerPassword);
        POOL_SIZE.require(poolSize);
        if (owner.isEmpty()) {
            owner = user;
            ownerPassword = password;
        }
    }

    /// With tables that belong to `user`.
    public DatabaseConfig(Optional<String> url, String user, String password, int poolSize) {
        this(url, user, password, "", "", poolSize);
    }

    static DatabaseConfig read(Values values) {
        var _ = values.get(PASSWORD_FILE); // for its rule alone
        var _ = values.get(OWNER_PASSWORD_FILE);
        return new DatabaseConfig(
                values.get(URL),
                values.get(USER),
                values.get(PASSWORD),
                values.get(OWNER),
                values.get(OWNER_PASSWORD),
                values.get(POOL_SIZE));
    }

    /// Secrets in a URL end up in messages and logs.
    private static boolean isUrl(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return (lower.startsWith("jdbc:postgresql:") || lower.startsWith("jdbc:h2:file:"))
                && !lower.contains("password=")
                && !lower.contains("user=");
    }

    @Override
    public String toString() {
        return "DatabaseConfig[url=" + url + ", user=" + user + ", password=***, owner=" + owner
                + ", ownerPassword=***, poolSize=" + poolSize + "]";
    }
}
