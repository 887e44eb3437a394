package dev.berth.jdbc;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which database a JDBC URL means, and how it is told to people.
///
/// @param jdbc the URL for the driver
/// @param place what messages call it: host, port and name, or the file; never a password
/// @param vendor whose it is
/// @param parameters for the driver, where the URL does not say otherwise
record DatabaseUrl(String jdbc, String place, Vendor vendor, Map<String, String> parameters) {

    /// The databases that Berth speaks.
    enum Vendor {
        POSTGRESQL,
        H2
    }

    /// The rule in words, for messages.
    static final String RULE = "must be a JDBC URL of PostgreSQL, such as jdbc:postgresql://db.example.net:5432/berth, "
            + "or of an H2 file, such as jdbc:h2:file:/var/lib/berth/berth";

    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final Pattern POSTGRESQL_FORM =
            Pattern.compile("jdbc:postgresql:(//(?<hosts>[^/?@]+)/)?(?<name>[^/?]+)(\\?.*)?");
    private static final Pattern WITH_PORT = Pattern.compile(":\\d{1,5}$");

    private static final String H2_FILE = "jdbc:h2:file:";
    private static final Pattern PASSWORD = Pattern.compile("(?i)[?&;](password|sslpassword)=");

    /// H2 made to understand the same scripts and queries as PostgreSQL; each commit reaches the disk before it is
    /// answered; and no shutdown hook of H2's own that would race with ours.
    private static final List<String> H2_SETTINGS = List.of(
            "MODE=PostgreSQL",
            "DATABASE_TO_LOWER=TRUE",
            "DEFAULT_NULL_ORDERING=HIGH",
            "DB_CLOSE_ON_EXIT=FALSE",
            "WRITE_DELAY=0",
            "LOCK_TIMEOUT=10000");

    /// In seconds. A server that went away without a word must not hold a thread for ever.
    private static final Map<String, String> POSTGRESQL_PARAMETERS = Map.of(
            "ApplicationName", "berth",
            "connectTimeout", "5",
            "loginTimeout", "10",
            "socketTimeout", "60",
            "tcpKeepAlive", "true");

    /// Reads `database.url`.
    ///
    /// @throws DatabaseUnavailable if it breaks [#RULE] or carries a password
    static DatabaseUrl parse(String url) {
        if (PASSWORD.matcher(url).find()) {
            throw new DatabaseUnavailable(
                    "database.url must not contain a password; put it into database.passwordFile or the environment",
                    null);
        }
        if (url.startsWith(POSTGRESQL)) {
            return postgresql(url);
        }
        if (url.startsWith(H2_FILE) && url.length() > H2_FILE.length()) {
            return h2(url);
        }
        throw new DatabaseUnavailable("database.url = " + kindOf(url) + "…: " + RULE, null);
    }

    /// The embedded database in a directory of the node.
    ///
    /// @param file its file without the suffix `.mv.db`
    static DatabaseUrl embedded(Path file) {
        String path = file.toAbsolutePath().toString();
        if (path.indexOf(';') >= 0) {
            throw new DatabaseUnavailable(
                    "node.data = " + file
                            + ": must not contain a semicolon, because the embedded database would take it for a setting",
                    null);
        }
        return h2(H2_FILE + path);
    }

    private static DatabaseUrl postgresql(String url) {
        Matcher parts = POSTGRESQL_FORM.matcher(url);
        if (!parts.matches()) {
            throw new DatabaseUnavailable("database.url = " + kindOf(url) + "…: " + RULE, null);
        }
        String hosts = Optional.ofNullable(parts.group("hosts")).orElse("localhost");
        String place = Arrays.stream(hosts.split(",", -1))
                .map(host -> WITH_PORT.matcher(host).find() ? host : host + ":5432")
                .collect(Collectors.joining(", "));
        return new DatabaseUrl(url, "PostgreSQL at " + place, Vendor.POSTGRESQL, POSTGRESQL_PARAMETERS);
    }

    private static DatabaseUrl h2(String url) {
        int settings = url.indexOf(';');
        String file = url.substring(H2_FILE.length(), settings < 0 ? url.length() : settings);
        String given = url.toUpperCase(Locale.ROOT);
        StringBuilder jdbc = new StringBuilder(url);
        for (String setting : H2_SETTINGS) {
            String key = setting.substring(0, setting.indexOf('=') + 1);
            if (!given.contains(";" + key)) {
                jdbc.append(';').append(setting);
            }
        }
        return new DatabaseUrl(jdbc.toString(), "the database file " + file + ".mv.db", Vendor.H2, Map.of());
    }

    private static String kindOf(String url) {
        int end = url.indexOf(':', url.startsWith("jdbc:") ? "jdbc:".length() : 0);
        return url.substring(0, end < 0 ? Math.min(url.length(), 10) : end + 1);
    }
}
