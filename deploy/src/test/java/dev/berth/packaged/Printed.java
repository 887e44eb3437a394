package dev.berth.packaged;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the server prints when it serves, read as its operator reads it.
///
/// @param tenants the demo tenants by name
/// @param commands every command line that is offered for pasting, with what it is for before it
/// @param admin the address of the admin API
/// @param token the file of the operator's token
public record Printed(Map<String, Tenant> tenants, List<Offered> commands, String admin, String token) {

    /// A command line to paste.
    ///
    /// @param purpose `list`, `upload`, `download` or `encrypted`
    public record Offered(String purpose, String command) {}

    /// A demo tenant.
    ///
    /// @param port its control port
    /// @param firstPassive the first port of its passive range
    /// @param lastPassive the last one
    public record Tenant(String name, int port, int firstPassive, int lastPassive, String user, String password) {

        /// Whether a port belongs to its passive range.
        public boolean owns(int passive) {
            return passive >= firstPassive && passive <= lastPassive;
        }
    }

    private static final Pattern TENANT = Pattern.compile("Tenant (\\S+)");
    private static final Pattern ROW =
            Pattern.compile("(listens on|passive|login|list|upload|download|encrypted)\\s+(.*)");
    private static final Pattern LOGIN = Pattern.compile("user (\\S+), password (\\S+)");
    private static final Pattern ADMIN = Pattern.compile("Admin API\\s+(\\S+?)/api/v1, token in (.*)");

    /// Whether this line is among the last.
    static boolean isAtTheEnd(String line) {
        return line.strip().startsWith("Data ");
    }

    static Printed read(List<String> lines) {
        Map<String, Tenant> tenants = new LinkedHashMap<>();
        List<Offered> commands = new ArrayList<>();
        Map<String, String> rows = new LinkedHashMap<>();
        String name = "";
        String admin = "";
        String token = "";
        for (String line : lines) {
            Matcher tenant = TENANT.matcher(line.strip());
            Matcher row = ROW.matcher(line.strip());
            Matcher api = ADMIN.matcher(line.strip());
            if (tenant.matches()) {
                name = tenant.group(1);
                rows.clear();
            } else if (api.matches()) {
                admin = api.group(1);
                token = api.group(2);
            } else if (row.matches()) {
                rows.put(row.group(1), row.group(2));
                if (row.group(2).contains("curl ")) {
                    commands.add(new Offered(row.group(1), row.group(2)));
                }
                if (row.group(1).equals("login")) {
                    tenants.put(name, tenant(name, rows));
                }
            }
        }
        return new Printed(tenants, commands, admin, token);
    }

    private static Tenant tenant(String name, Map<String, String> rows) {
        int[] passive = numbers(rows.get("passive"), "ports (\\d+)-(\\d+)");
        Matcher login = LOGIN.matcher(Optional.ofNullable(rows.get("login")).orElse(""));
        if (!login.matches()) {
            throw new AssertionError("no login in " + rows);
        }
        int port = numbers(rows.get("listens on"), ".*?:(\\d+)\\b.*")[0];
        return new Tenant(name, port, passive[0], passive[1], login.group(1), login.group(2));
    }

    private static int[] numbers(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.matches()) {
            throw new AssertionError("\"" + text + "\" is not " + pattern);
        }
        int[] numbers = new int[matcher.groupCount()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Integer.parseInt(matcher.group(i + 1));
        }
        return numbers;
    }
}
