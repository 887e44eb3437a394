package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Everything that can be set goes from one node to another in one document, with its secrets.
class StateRoundTripTest {

    private static final Map<String, Object> SAME_KEY =
            Map.of("tls.sealingKey", "bm90aGluZyBidXQgMzIgb2N0ZXRzIGZvciB0ZXN0cy4=");

    /// What a document is given that it is never asked for.
    private static final Set<String> GIVEN_ONLY = Set.of("tenants.accounts.password", "tenants.passive.force");

    @RegisterExtension
    static final ApiUnderTest source = new ApiUnderTest(SAME_KEY);

    @RegisterExtension
    static final ApiUnderTest target = new ApiUnderTest(SAME_KEY);

    @RegisterExtension
    static final ApiUnderTest stranger = new ApiUnderTest();

    @Test
    void a_world_is_taken_to_a_fresh_node() throws Exception {
        var world = new EverythingSet(source.operator(), FreePorts.block(30));
        EverythingSet.Shown shown = world.set();
        JsonObject document = export(source);
        assertThat(missing(document))
                .as("members of the contract that no tenant has")
                .isEmpty();
        assertThat(document.encode())
                .doesNotContain(shown.app())
                .doesNotContain(shown.factor())
                .doesNotContain("PRIVATE");
        ApiAnswer wiped = source.operator().put("/state?prune=true", EverythingSet.nothing());
        assertThat(wiped.status()).as(wiped.toString()).isEqualTo(200);
        assertThat(export(source)).isEqualTo(EverythingSet.nothing());

        ApiAnswer elsewhere = stranger.operator().put("/state?dryRun=true", document);
        assertThat(elsewhere.status()).as(elsewhere.toString()).isEqualTo(422);
        assertThat(elsewhere.refusal())
                .contains("endpoints[town].certificates[main].sealedKey")
                .contains("tenants[north].certificates[web].sealedKey")
                .contains("tenants[north].accounts[guarded].sealedFactor");

        ApiAnswer restored = target.operator().put("/state", document);
        assertThat(restored.status()).as(restored.toString()).isEqualTo(200);
        assertThat(export(target)).isEqualTo(document);
        for (JsonObject again :
                new JsonObject[] {document, target.operator().get("/state").json()}) {
            ApiAnswer nothing = target.operator().put("/state?prune=true", again);
            assertThat(nothing.json().getJsonArray("steps"))
                    .as(nothing.toString())
                    .isEmpty();
        }
        assertThat(hosts(target)).containsExactly("ftp.example.net");
        logins(world.port() + 4, shown);
    }

    private static void logins(int port, EverythingSet.Shown shown) throws Exception {
        for (String secret : new String[] {EverythingSet.PASSWORD, shown.app()}) {
            FTPClient bob = dial(port);
            assertThat(bob.login("bob", secret)).as(bob.getReplyString()).isTrue();
            bob.enterLocalPassiveMode();
            assertThat(bob.listNames()).contains("shared");
            bob.disconnect();
        }
        FTPClient guarded = dial(port);
        assertThat(guarded.login("guarded", EverythingSet.PASSWORD)).isFalse();
        assertThat(guarded.login("guarded", EverythingSet.PASSWORD + code(shown.factor())))
                .isTrue();
        guarded.disconnect();
        FTPClient anybody = dial(port);
        assertThat(anybody.login("anonymous", "guest@client.example")).isTrue();
        anybody.enterLocalPassiveMode();
        assertThat(anybody.listNames()).containsExactlyInAnyOrder("incoming", "shared");
        anybody.disconnect();
    }

    private static FTPClient dial(int port) throws Exception {
        var client = new FTPClient();
        client.setDefaultTimeout(20_000);
        client.connect(InetAddress.getLoopbackAddress(), port);
        return client;
    }

    /// What the certificate that was restored is for.
    private static JsonArray hosts(ApiUnderTest node) {
        JsonObject list = node.operator().get("/tenants/north/certificates").json();
        return list.getJsonArray("items").getJsonObject(0).getJsonArray("hosts");
    }

    /// The code of the next 30 seconds (RFC 6238): those of the time before are used up.
    private static String code(String base32) throws Exception {
        BigInteger bits = BigInteger.ZERO;
        for (int i = 0; i < base32.length(); i++) {
            int five = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i));
            bits = bits.shiftLeft(5).or(BigInteger.valueOf(five));
        }
        byte[] octets = bits.setBit(160).toByteArray();
        byte[] key = Arrays.copyOfRange(octets, octets.length - 20, octets.length);
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(key, "HmacSHA1"));
        byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES)
                .putLong(Instant.now().getEpochSecond() / 30 + 1)
                .array());
        int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xF) & Integer.MAX_VALUE;
        return "%06d".formatted(number % 1_000_000);
    }

    private static JsonObject export(ApiUnderTest node) {
        ApiAnswer answer = node.operator().get("/state?hashes=true");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    /// The members of the state by the contract that are nowhere in a document, as paths.
    private static Set<String> missing(JsonObject document) {
        Set<String> known = new TreeSet<>();
        known("", new ContractSchemas().named("State"), known);
        Set<String> there = new TreeSet<>();
        there("", document, there);
        known.removeAll(there);
        known.removeAll(GIVEN_ONLY);
        return known;
    }

    private static void known(String at, JsonObject schema, Set<String> into) {
        new ContractSchemas().properties(schema).forEach((name, property) -> {
            into.add(at + name);
            known(at + name + ".", property, into);
        });
    }

    private static void there(String at, Object value, Set<String> into) {
        if (value instanceof JsonObject object) {
            object.forEach(member -> {
                into.add(at + member.getKey());
                there(at + member.getKey() + ".", member.getValue(), into);
            });
        } else if (value instanceof JsonArray array) {
            array.forEach(each -> there(at, each, into));
        }
    }
}
