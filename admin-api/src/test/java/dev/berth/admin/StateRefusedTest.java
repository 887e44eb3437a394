package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is wrong with a document is found before anything is done, whether it is to be done or only told: here one
/// fault after the other, in each part of it.
class StateRefusedTest {

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    /// Of `there`: its control port, and three passive ones behind it; those of `main` begin ten later.
    private static int there;

    private static int free;

    @BeforeAll
    static void world() {
        there = FreePorts.block(20);
        free = FreePorts.block(20);
        ApiAnswer made = node.operator().put("/state", json("""
                {"plans": [{"name": "gold"}],
                 "endpoints": [{"name": "main", "listeners": [{"port": THERE10}], "sharedPool": "THERE11-THERE13"},
                               {"name": "bare", "listeners": [{"port": THERE15}]}],
                 "tenants": [{"slug": "there", "listeners": [{"port": THERE0}], "passive": {"ports": "THERE1-THERE3"},
                              "plan": "gold", "domains": ["there.example"],
                              "folders": [{"name": "team", "directory": "/team"}]},
                             {"slug": "guest", "endpoints": ["main"]}]}"""));
        assertThat(made.status()).as(made.toString()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            endpoints[main].listeners                  | {"endpoints": [{"name": "main", "listeners": []}]}
            endpoints[main].listeners[0].tls           | {"endpoints": [{"name": "main", "listeners": [{"port": THERE10, "tls": "maybe"}]}]}
            endpoints[main].listeners.tenantBy         | {"endpoints": [{"name": "main", "listeners": [{"port": THERE10, "tenantBy": ["sni"]}]}]}
            endpoints[Main].name                       | {"endpoints": [{"name": "Main", "listeners": [{"port": FREE9}]}]}
            endpoints[new].listeners.proxy             | {"endpoints": [{"name": "new", "listeners": [{"port": FREE9}, {"port": FREE8, "proxy": "required"}]}]}
            endpoints[new].listeners[0].port           | {"endpoints": [{"name": "new", "listeners": [{"port": THERE2}]}]}
            endpoints[new].listeners[0].port           | {"endpoints": [{"name": "new", "listeners": [{"port": THERE10}]}]}
            endpoints[new].sharedPool                  | {"endpoints": [{"name": "new", "listeners": [{"port": FREE9}], "sharedPool": "THERE12-THERE14"}]}
            endpoints[main].sharedPool                 | {"endpoints": [{"name": "main", "sharedPool": null}]}
            endpoints[main].certificates[web].sealedKey| {"endpoints": [{"name": "main", "certificates": [{"name": "web"}]}]}
            plans[gold].limits.sessions                | {"plans": [{"name": "gold", "limits": {"sessions": 0}}]}
            plans[gold].price                          | {"plans": [{"name": "gold", "price": 7}]}
            """)
    void in_what_is_shared(String field, String document) {
        refused(field, json(document));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            listeners[0].port         | {"listeners": [{"port": THERE10}]}
            listeners[0].port         | {"listeners": [{"port": THERE2}]}
            listeners[1].port         | {"listeners": [{"port": FREE0}, {"port": FREE0}]}
            passive.ports             | {"passive": {"ports": "THERE2-THERE5"}}
            passive.ports             | {"passive": {"ports": "THERE9-THERE10"}}
            passive.ports             | {"passive": {"ports": "FREE0-FREE3"}}
            passive.ports             | {"listeners": [], "passive": null, "endpoints": ["bare"]}
            passive.ports             | {"passive": null}
            passive.external[0].address | {"passive": {"ports": "FREE1-FREE3", "external": [{"address": "10.0.0.1"}]}}
            endpoints[0]              | {"endpoints": ["nowhere"]}
            endpoints                 | {"listeners": []}
            plan                      | {"plan": "silver"}
            storageRoot               | {"storageRoot": "../x"}
            storageRoot               | {"storageRoot": "there/below"}
            domains[0]                | {"domains": ["there.example"]}
            domains[0]                | {"domains": ["nodot"]}
            status                    | {"status": "sleepy"}
            color                     | {"color": "red"}
            limits.sessions           | {"limits": {"sessions": 0}}
            limits.fun                | {"limits": {"fun": 1}}
            quota.octets              | {"quota": {"octets": -1}}
            quota                     | {"quota": 7}
            accountDefaults.home      | {"accountDefaults": {"home": "nowhere"}}
            data.fxpPorts             | {"data": {"fxp": true, "fxpPorts": 3}}
            data.key                  | {"data": {"key": "door"}}
            manners.timeZone          | {"manners": {"timeZone": "Moon/Base"}}
            auditRetention.days       | {"auditRetention": {"days": 0}}
            tls.demand                | {"tls": {"demand": "much"}}
            tls.clientAnchors         | {"tls": {"clientCertificates": "only"}}
            certificates[web].sealedKey | {"certificates": [{"name": "web"}]}
            folders[a/b].name         | {"folders": [{"name": "a/b", "directory": "/team"}]}
            folders[team].directory   | {"folders": [{"name": "team", "directory": "team"}]}
            folders[team].directory   | {"folders": [{"name": "team", "directory": "/"}]}
            anonymous.home            | {"anonymous": {"home": "public"}}
            anonymous.home            | {"anonymous": {"home": "/", "uploads": "/in"}}
            anonymous.folders[team].folder | {"folders": [{"name": "team", "directory": "/anonymous-uploads/x"}], "anonymous": {"home": "/p", "uploads": "/in", "folders": [{"folder": "team", "path": "/t"}]}}
            """)
    void in_a_tenant(String member, String changes) {
        JsonObject tenant = json("""
                {"slug": "fresh", "listeners": [{"port": FREE0}], "passive": {"ports": "FREE1-FREE3"}}""").mergeIn(json(changes));
        JsonObject document = new JsonObject().put("tenants", new JsonArray().add(tenant));
        // Anonymous access names what is wrong with its folders where it is.
        refused("tenants[fresh]." + member.replace("anonymous.folders[team].folder", "anonymous.folder"), document);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            user                    | {"user": "anonymous"}
            permissions[0]          | {"permissions": ["fly"]}
            home                    | {"home": "nowhere"}
            home                    | {"home": "/a/../b"}
            hash                    | {"hash": "plain"}
            password                | {"hash": null, "password": "short"}
            expires                 | {"expires": "tomorrow"}
            access.rules.path       | {"access": {"rules": [{"path": "in", "permissions": ["read"]}]}}
            access.denied           | {"access": {"denied": ["a/b"]}}
            login.allowedNetworks[0]| {"login": {"allowedNetworks": ["here"]}}
            limits.sessions         | {"limits": {"sessions": 0}}
            quota.files             | {"quota": {"files": -1}}
            folders[none]           | {"folders": [{"folder": "none", "path": "/none"}]}
            folders[team].path      | {"folders": [{"folder": "team", "path": "team"}]}
            folders[team].folder    | {"home": "/team/ann", "folders": [{"folder": "team", "path": "/t"}]}
            folders[two].path       | {"folders": [{"folder": "team", "path": "/t"}, {"folder": "two", "path": "/t/two"}]}
            folders[team].permissions[0] | {"folders": [{"folder": "team", "path": "/t", "permissions": ["fly"]}]}
            appPasswords[cam].hash  | {"appPasswords": [{"label": "cam"}]}
            appPasswords[cam].path  | {"appPasswords": [{"label": "cam", "path": "in", "hash": "HASH"}]}
            appPasswords[two].hash  | {"appPasswords": [{"label": "cam", "hash": "HASH"}, {"label": "two", "hash": "HASH"}]}
            sealedFactor            | {"sealedFactor": "bm90aGluZw=="}
            secondFactor            | {"secondFactor": "yes"}
            color                   | {"color": "red"}
            """)
    void in_an_account(String member, String changes) {
        JsonObject account = json("""
                {"user": "ann", "hash": "$1$berthtst$jC6VrJoLcMyTbgzsYYdKs."}""").mergeIn(json(changes));
        if (account.getValue("hash") == null) {
            account.remove("hash");
        }
        JsonObject document = json("""
                {"tenants": [{"slug": "there", "folders": [{"name": "two", "directory": "/two"}]}]}""");
        document.getJsonArray("tenants").getJsonObject(0).put("accounts", new JsonArray().add(account));
        refused("tenants[there].accounts[" + account.getString("user") + "]." + member, document);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tenants[there].storageRoot     | {"tenants": [{"slug": "there", "storageRoot": "elsewhere"}]}
            tenants[there].folders[team].directory | {"tenants": [{"slug": "there", "folders": [{"name": "team", "directory": "/else"}]}]}
            tenants[A B].slug              | {"tenants": [{"slug": "A B"}]}
            tenants[0].slug                | {"tenants": [{}]}
            tenants[1].slug                | {"tenants": [{"slug": "there"}, {"slug": "there"}]}
            tenants                        | {"tenants": 7}
            tenantz                        | {"tenantz": []}
            tenants[two].passive.ports     | {"tenants": [{"slug": "one", "listeners": [{"port": FREE0}], "passive": {"ports": "FREE1-FREE5"}}, {"slug": "two", "endpoints": ["main"], "passive": {"ports": "FREE5-FREE7"}}]}
            tenants[two].domains[0]        | {"tenants": [{"slug": "one", "endpoints": ["main"], "domains": ["x.example"]}, {"slug": "two", "endpoints": ["main"], "domains": ["x.example"]}]}
            tenants[two].destinations[0]   | {"tenants": [{"slug": "one", "endpoints": ["main"], "destinations": ["192.0.2.1:21"]}, {"slug": "two", "endpoints": ["main"], "destinations": ["192.0.2.1:21"]}]}
            tenants[two].storageRoot       | {"tenants": [{"slug": "one", "endpoints": ["main"], "storageRoot": "/srv/x"}, {"slug": "two", "endpoints": ["main"], "storageRoot": "/srv/x/y"}]}
            tenants[main].slug             | {"tenants": [{"slug": "main", "listeners": [{"port": FREE0}], "passive": {"ports": "FREE1-FREE3"}}]}
            """)
    void between_tenants(String field, String document) {
        refused(field, json(document));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            endpoints[main] | {"endpoints": [{"name": "bare"}]}
            plans[gold]     | {"plans": []}
            """)
    void by_what_is_not_named_any_more(String field, String document) {
        refused("?prune=true", field, json(document));
    }

    @Test
    void by_a_port_that_another_program_has() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refused(
                    "endpoints[new].listeners[0].port",
                    new JsonObject()
                            .put(
                                    "endpoints",
                                    new JsonArray()
                                            .add(new JsonObject()
                                                    .put("name", "new")
                                                    .put(
                                                            "listeners",
                                                            new JsonArray()
                                                                    .add(new JsonObject()
                                                                            .put("port", other.getLocalPort()))))));
        }
        refused(
                "endpoints[new].listeners[0].port",
                new JsonObject()
                        .put(
                                "endpoints",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("name", "new")
                                                .put(
                                                        "listeners",
                                                        new JsonArray()
                                                                .add(new JsonObject().put("port", node.port()))))));
    }

    @Test
    void everything_is_named_at_once() {
        ApiAnswer refused = node.operator().put("/state", json("""
                {"endpoints": [{"name": "new", "listeners": [{"port": THERE2}]}],
                 "plans": [{"name": "gold", "limits": {"sessions": 0}}],
                 "tenants": [{"slug": "there", "accounts": [{"user": "ann", "home": "x", "permissions": ["fly"]}]},
                             {"slug": "fresh", "endpoints": ["nowhere"], "plan": "silver"}]}"""));
        assertThat(fields(refused))
                .containsExactlyInAnyOrder(
                        "plans[gold].limits.sessions",
                        "tenants[there].accounts[ann].permissions[0]",
                        "tenants[there].accounts[ann].password",
                        "tenants[fresh].endpoints[0]",
                        "tenants[fresh].plan",
                        "endpoints[new].listeners[0].port");
    }

    private static void refused(String field, JsonObject document) {
        refused("?prune=false", field, document);
    }

    private static void refused(String query, String field, JsonObject document) {
        JsonObject before = node.operator().get("/state?hashes=true").json();
        ApiAnswer planned = node.operator().put("/state" + query + "&dryRun=true", document);
        assertThat(planned.status()).as(planned.toString()).isEqualTo(422);
        assertThat(fields(planned)).as(planned.toString()).contains(field);
        ApiAnswer done = node.operator().put("/state" + query, document);
        assertThat(done.status()).as(done.toString()).isEqualTo(422);
        assertThat(done.json().getJsonArray("errors")).isEqualTo(planned.json().getJsonArray("errors"));
        assertThat(node.operator().get("/state?hashes=true").json()).isEqualTo(before);
    }

    private static java.util.List<String> fields(ApiAnswer refused) {
        return refused.json().getJsonArray("errors").stream()
                .map(fault -> ((JsonObject) fault).getString("field"))
                .toList();
    }

    /// A document in which `THERE2` stands for a port, and so does `FREE2`.
    private static JsonObject json(String text) {
        String full = text.replace("HASH", "0".repeat(64));
        for (int i = 19; i >= 0; i--) {
            full = full.replace("THERE" + i, Integer.toString(there + i))
                    .replace("FREE" + i, Integer.toString(free + i));
        }
        return new JsonObject(full);
    }
}
