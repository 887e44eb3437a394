package dev.berth.bus;

import dev.berth.tenant.TenantId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The sessions of a node that a [SessionsRequest] was about: those that are there, or the one that was ended.
///
/// @param node its id
/// @param sessions the oldest first
public record SessionsAnswer(String node, List<Live> sessions) {

    private static final int VERSION = 1;

    public SessionsAnswer {
        sessions = List.copyOf(sessions);
    }

    /// One session. Texts that came from the client are decoded from UTF-8 as far as they are that.
    ///
    /// @param number unique in its node's process
    /// @param owner the tenant that is logged in; [TenantId#NOBODY] before the login
    /// @param tenant its slug; empty before the login
    /// @param user who is logged in; empty before the login
    /// @param client the client's address
    /// @param port the control port
    /// @param began when it was greeted
    /// @param secure whether its control connection is protected by TLS
    /// @param software what the client calls itself (CLNT); empty if it did not say
    /// @param directory its working directory; empty before the login
    /// @param activity the command that goes on for longer, if there is one
    public record Live(
            long number,
            TenantId owner,
            String tenant,
            String user,
            String client,
            int port,
            Instant began,
            boolean secure,
            String software,
            String directory,
            Optional<Activity> activity) {

        JsonObject toJson() {
            JsonObject json = new JsonObject()
                    .put("number", number)
                    .put("owner", owner.value())
                    .put("tenant", tenant)
                    .put("user", user)
                    .put("client", client)
                    .put("port", port)
                    .put("began", began.toString())
                    .put("secure", secure)
                    .put("software", software)
                    .put("directory", directory);
            activity.ifPresent(going -> json.put("activity", going.toJson()));
            return json;
        }

        static Live fromJson(JsonObject json) {
            return new Live(
                    json.getLong("number"),
                    new TenantId(json.getLong("owner", 0L)),
                    json.getString("tenant"),
                    json.getString("user"),
                    json.getString("client"),
                    json.getInteger("port"),
                    Instant.parse(json.getString("began")),
                    json.getBoolean("secure"),
                    json.getString("software"),
                    json.getString("directory"),
                    Optional.ofNullable(json.getJsonObject("activity")).map(Activity::fromJson));
        }
    }

    /// What goes on in a session.
    ///
    /// @param verb the command that began it
    /// @param path the file or directory; empty if it has none
    /// @param octets how many have gone over the data connection
    /// @param total how many will have gone over it at the end, if that is known
    /// @param millis how long it has been going on
    public record Activity(String verb, String path, long octets, OptionalLong total, long millis) {

        JsonObject toJson() {
            JsonObject json = new JsonObject()
                    .put("verb", verb)
                    .put("path", path)
                    .put("octets", octets)
                    .put("millis", millis);
            total.ifPresent(end -> json.put("total", end));
            return json;
        }

        static Activity fromJson(JsonObject json) {
            Long total = json.getLong("total");
            return new Activity(
                    json.getString("verb"),
                    json.getString("path"),
                    json.getLong("octets"),
                    total == null ? OptionalLong.empty() : OptionalLong.of(total),
                    json.getLong("millis"));
        }
    }

    /// The message's body.
    public JsonObject toJson() {
        return new JsonObject()
                .put("v", VERSION)
                .put("node", node)
                .put(
                        "sessions",
                        new JsonArray(sessions.stream().map(Live::toJson).toList()));
    }

    /// Reads the body; fields that a newer node added are ignored.
    public static SessionsAnswer fromJson(JsonObject json) {
        return new SessionsAnswer(
                json.getString("node"),
                json.getJsonArray("sessions").stream()
                        .map(each -> Live.fromJson((JsonObject) each))
                        .toList());
    }
}
