package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From whatever state, whatever document: it is there in one call, and then neither it nor what is exported changes
/// anything. The same few ports, names and domains go round among all.
class StateConvergenceTest {

    private static final int PLACES = 8;
    private static final int PORTS = 4;

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    private static final int FIRST = FreePorts.block(PLACES * PORTS);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void a_random_document_is_there_at_once(long seed) {
        JsonObject document = new Drawn(new Random(seed)).document();
        ApiAnswer done = node.operator().put("/state?prune=true", document);
        assertThat(done.status()).as("seed " + seed + ": " + done).isEqualTo(200);
        assertThat(node.operator().put("/state?prune=true", document).steps()).isEmpty();
        JsonObject there = node.operator().get("/state").json();
        assertThat(node.operator().put("/state?prune=true", there).steps()).isEmpty();
        assertThat(node.operator().get("/state").json()).isEqualTo(there);
    }

    /// Draws documents.
    private static final class Drawn {
        private final RandomGenerator random;
        private final List<Integer> places = new ArrayList<>();
        private final List<String> domains = new ArrayList<>(List.of("a.example", "b.example", "c.example"));

        Drawn(Random random) {
            this.random = random;
            for (int i = 0; i < PLACES; i++) {
                places.add(FIRST + i * PORTS);
            }
            Collections.shuffle(places, random);
        }

        JsonObject document() {
            var endpoints = new JsonArray();
            List<String> names = some("east", "west");
            names.forEach(name -> {
                int port = places.removeLast();
                endpoints.add(new JsonObject()
                        .put("name", name)
                        .put("listeners", listeners(port))
                        .put("sharedPool", (port + 2) + "-" + (port + 3)));
            });
            List<String> plans = some("gold", "silver");
            var tenants = new JsonArray();
            some("ann", "ben", "cid", "dora").forEach(slug -> tenants.add(tenant(slug, names, plans)));
            return new JsonObject()
                    .put("endpoints", endpoints)
                    .put(
                            "plans",
                            new JsonArray(plans.stream()
                                    .map(name -> (Object) new JsonObject()
                                            .put("name", name)
                                            .put("limits", new JsonObject().put("sessions", 1 + random.nextInt(9))))
                                    .toList()))
                    .put("tenants", tenants);
        }

        private JsonObject tenant(String slug, List<String> endpoints, List<String> plans) {
            var tenant = new JsonObject().put("slug", slug).put("name", "Name " + random.nextInt(3));
            boolean own = endpoints.isEmpty() || random.nextBoolean();
            int port = places.removeLast();
            tenant.put("listeners", own ? listeners(port) : new JsonArray());
            List<String> shared = new ArrayList<>(endpoints);
            Collections.shuffle(shared, Random.from(random));
            tenant.put("endpoints", own && random.nextBoolean() ? new JsonArray() : new JsonArray(shared));
            if (own || random.nextBoolean()) {
                tenant.put("passive", new JsonObject().put("ports", (port + 2) + "-" + (port + 3)));
            } else {
                tenant.putNull("passive");
            }
            tenant.put("domains", new JsonArray());
            if (random.nextBoolean() && !domains.isEmpty()) {
                tenant.getJsonArray("domains").add(domains.remove(random.nextInt(domains.size())));
            }
            if (plans.isEmpty() || random.nextBoolean()) {
                tenant.putNull("plan");
            } else {
                tenant.put("plan", plans.get(random.nextInt(plans.size())));
            }
            var folders = some("team", "docs");
            tenant.put(
                    "folders",
                    new JsonArray(folders.stream()
                            .map(name ->
                                    (Object) new JsonObject().put("name", name).put("directory", "/" + name))
                            .toList()));
            return tenant.put(
                    "accounts",
                    new JsonArray(some("x", "y", "z").stream()
                            .map(user -> (Object) account(user, folders))
                            .toList()));
        }

        private JsonObject account(String user, List<String> folders) {
            List<String> paths = new ArrayList<>(List.of("/one", "/two"));
            Collections.shuffle(paths, Random.from(random));
            var mounts = new JsonArray();
            folders.forEach(
                    folder -> mounts.add(new JsonObject().put("folder", folder).put("path", paths.removeLast())));
            return new JsonObject()
                    .put("user", user)
                    .put("enabled", false)
                    .put("home", "/home" + random.nextInt(2))
                    .put("limits", random.nextBoolean() ? new JsonObject() : new JsonObject().put("sessions", 2))
                    .put("folders", mounts);
        }

        private JsonArray listeners(int port) {
            var all = new ArrayList<Object>(List.of(new JsonObject().put("port", port)));
            if (random.nextBoolean()) {
                all.add(new JsonObject().put("port", port + 1));
            }
            Collections.shuffle(all, Random.from(random));
            return new JsonArray(all);
        }

        private List<String> some(String... names) {
            List<String> some = new ArrayList<>(List.of(names));
            some.removeIf(_ -> random.nextInt(3) == 0);
            Collections.shuffle(some, Random.from(random));
            return some;
        }
    }
}
