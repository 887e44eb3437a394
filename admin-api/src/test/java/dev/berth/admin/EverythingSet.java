package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/// A world in which whatever can be set is set, call by call: a plan, an endpoint, and two tenants. `north` can be
/// logged in to; `south` has what would keep clients of tests out.
///
/// @param operator sets it
/// @param port the first of thirty that are free
record EverythingSet(ApiClient operator, int port) {

    static final String PASSWORD = "a long enough word";
    static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBqDCCAU2gAwIBAgIUVK9ThY0qZkhLLGFTxY5lLpuM6qgwCgYIKoZIzj0EAwIw
            GjEYMBYGA1UEAwwPZnRwLmV4YW1wbGUubmV0MCAXDTI2MTEyNjE2MzY1NVoYDzIx
            MjYxMTAyMTYzNjU1WjAaMRgwFgYDVQQDDA9mdHAuZXhhbXBsZS5uZXQwWTATBgcq
            hkjOPQIBBggqhkjOPQMBBwNCAATIqCv448rEtn3GNfyuPv/JlLMstEmMVYv9ZLYV
            hgTssLXs8LXNaqQwYoZ7QdDKBucZIGtLykeJnElqNtNtdPPNo28wbTAdBgNVHQ4E
            FgQUYuGw+QGK5JgPlGpCE/NmPzuyUBQwHwYDVR0jBBgwFoAUYuGw+QGK5JgPlGpC
            E/NmPzuyUBQwDwYDVR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgg9mdHAuZXhhbXBs
            ZS5uZXQwCgYIKoZIzj0EAwIDSQAwRgIhALO0/RCY7GGKuXmfmO59pJXYwYnNA4LT
            +hVJJqELZjgWAiEA/MdWjqF7mJF7o+l7reUOV4F6sjupQv4GVX2cUsWMYL8=
            -----END CERTIFICATE-----
            """;
    private static final String KEY = """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgtZvwk4EhLbLQ4LpL
            S2UACHVL8DezW6HkHoFvlypfBXqhRANCAATIqCv448rEtn3GNfyuPv/JlLMstEmM
            VYv9ZLYVhgTssLXs8LXNaqQwYoZ7QdDKBucZIGtLykeJnElqNtNtdPPN
            -----END PRIVATE KEY-----
            """;

    private static final String ACCESS = """
            {"rules": [{"path": "/in", "permissions": ["list", "read"]}], "hidden": ["*.hidden"], "denied": ["*.denied"]}""";
    private static final String LOGIN = """
            {"allowedNetworks": ["127.0.0.0/8"], "deniedNetworks": ["192.0.2.0/24"],
             "hours": [{"days": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
                        "from": "00:00", "to": "00:00"}]}""";
    private static final String BOUNDS = """
            {"path": "/shared", "permissions": ["list", "read"]}""";

    /// What is shown once only.
    ///
    /// @param app the app password of `bob`
    /// @param factor the secret of the second factor of `guarded`, in Base32
    record Shown(String app, String factor) {}

    /// Sets all of it.
    Shown set() {
        post("/plans", """
                {"name": "silver", "description": "Silver", "limits": %s, "quota": %s}""", limits("TenantLimits"), quota());
        post("/endpoints", """
                {"name": "town", "sharedPool": "%s",
                 "listeners": [{"port": %d, "tls": "explicit", "proxy": "off", "tenantBy": ["host", "login-at"]}]}""", ports(1, 3), port);
        var pem = new JsonObject().put("pem", CERTIFICATE + KEY);
        done(operator.put("/endpoints/town/certificates/main", pem));
        post("/tenants", """
                {"slug": "north", "name": "The North", "storageRoot": "northern", "endpoints": ["town"],
                 "domains": ["north.example"], "destinations": ["198.51.100.7:21"],
                 "listeners": [{"port": %d, "tls": "explicit", "proxy": "off", "tenantBy": ["host"]}], "plan": "silver",
                 "passive": {"ports": "%s", "external": [{"clients": "127.0.0.0/8", "address": "listener"}]}}""", port + 4, ports(5, 14));
        done(operator.put("/tenants/north/certificates/web", pem));
        put("/tenants/north/limits", "%s", limits("TenantLimits"));
        put("/tenants/north/quota", "%s", quota());
        put("/tenants/north/audit/retention", """
                {"days": 40}""");
        put("/tenants/north/account-defaults", """
                {"home": "/users/{user}", "permissions": ["list", "read"], "expiresAfterDays": 90, "ownPassword": false,
                 "mustChangePassword": true, "access": %s, "login": %s, "limits": %s, "quota": %s}""", ACCESS, LOGIN, limits("AccountLimits"), quota());
        folders();
        Shown shown = accounts();
        put("/tenants/north/anonymous", """
                {"home": "/public", "uploads": "/incoming"}""");
        patch("/tenants/north/accounts/anonymous", """
                {"enabled": true, "expires": "2096-01-01T00:00:00Z", "login": %s}""", LOGIN);
        put("/tenants/north/accounts/anonymous/limits", "%s", limits("AccountLimits"));
        put("/tenants/north/accounts/anonymous/quota", "%s", quota());
        put("/tenants/north/accounts/anonymous/folders/team", BOUNDS);
        south();
        return shown;
    }

    private void folders() {
        post("/tenants/north/folders", """
                {"name": "team", "directory": "/team"}""");
        post("/tenants/north/folders", """
                {"name": "other", "directory": "/elsewhere"}""");
    }

    private Shown accounts() {
        for (String user : new String[] {"bob", "guarded", "plain"}) {
            post("/tenants/north/accounts", """
                    {"user": "%s", "password": "%s", "home": "/%s"}""", user, PASSWORD, user);
        }
        String bob = "/tenants/north/accounts/bob";
        patch(bob, """
                {"expires": "2096-01-01T00:00:00Z", "ownPassword": false, "mustChangePassword": false,
                 "permissions": ["list", "read", "write", "delete"], "access": %s, "login": %s}""", ACCESS, LOGIN);
        put(bob + "/limits", "%s", limits("AccountLimits"));
        put(bob + "/quota", "%s", quota());
        put(bob + "/folders/team", BOUNDS);
        String app = post(bob + "/app-passwords", """
                {"label": "camera", "path": "/", "permissions": ["list", "read"], "networks": ["127.0.0.0/8"],
                 "expires": "2096-01-01T00:00:00Z"}""").json().getString("secret");
        String factor = post("/tenants/north/accounts/guarded/second-factor", "{}")
                .json()
                .getString("secret");
        return new Shown(app, factor);
    }

    private void south() {
        post("/tenants", """
                {"slug": "south", "fileOwner": {"uid": 12345, "gid": 12345}, "listeners": [{"port": %d}],
                 "passive": {"ports": "%s"}}""", port + 15, ports(16, 29));
        done(operator.patch("/tenants/south", new JsonObject("""
                {"status": "read-only", "statusReason": "moving",
                 "schedule": {"status": "blocked", "reason": "unpaid", "from": "2097-03-01T00:00:00Z",
                              "until": "2097-04-01T00:00:00Z", "then": "active"}}""")));
        put("/tenants/south/data", """
                {"key": "prefix", "mode": "exclusive", "pasv": false, "dnsRefresh": 90, "fxp": true, "fxpPorts": 2,
                 "active": {"enabled": false, "fromPort20": true, "privilegedTargets": true, "sourceAddress": "127.0.0.1"},
                 "limits": {"perAccount": 7, "perAddress": 8}, "idle": {"control": 100, "data": 200}}""");
        put("/tenants/south/manners", """
                {"greeting": "Good day", "timeZone": "Europe/Berlin", "charset": "windows-1252",
                 "rules": [{"client": "OldTool", "clients": "192.0.2.0/24", "account": "bob", "epsv": "off",
                            "alloText": "Fine", "timeZone": "UTC", "charset": "windows-1252", "stouText": "for"}]}""");
        done(operator.put("/tenants/south/tls", new JsonObject("""
                {"demand": "everything", "resumption": "require", "strictEnd": false, "clearCommand": true,
                 "clientCertificates": "extra", "clientName": "email"}""").put("clientAnchors", CERTIFICATE)));
    }

    /// One value for each, all alike: who is limited to so many is not kept from anything here.
    private static String limits(String schema) {
        var limits = new JsonObject();
        JsonObject all = Contract.read()
                .getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject(schema)
                .getJsonObject("properties");
        all.fieldNames()
                .forEach(name -> limits.put(
                        name, Math.min(500_000, all.getJsonObject(name).getLong("maximum"))));
        return limits.encode();
    }

    private static String quota() {
        return new JsonObject(Map.of("octets", 1_000_000, "files", 1_000, "volume", 10_000_000)).encode();
    }

    private String ports(int first, int last) {
        return (port + first) + "-" + (port + last);
    }

    @CanIgnoreReturnValue
    @FormatMethod
    private ApiAnswer post(String path, @FormatString String body, Object... values) {
        return done(operator.post(path, new JsonObject(body.formatted(values))));
    }

    @FormatMethod
    private void patch(String path, @FormatString String body, Object... values) {
        done(operator.patch(path, new JsonObject(body.formatted(values))));
    }

    @FormatMethod
    private void put(String path, @FormatString String body, Object... values) {
        done(operator.put(path, new JsonObject(body.formatted(values))));
    }

    @CanIgnoreReturnValue
    private static ApiAnswer done(ApiAnswer answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 204);
        return answer;
    }

    /// A document that says that there shall be nothing.
    static JsonObject nothing() {
        return new JsonObject()
                .put("endpoints", new JsonArray())
                .put("plans", new JsonArray())
                .put("tenants", new JsonArray());
    }
}
