package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Administrator.Role;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The meters on the listener of the API, for who has a token.
class MetricsTest {

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    @Test
    void they_are_where_collectors_look_and_want_a_token() throws Exception {
        String collector =
                node.client(Role.AUDITOR, Optional.empty(), "readMetrics").token();
        HttpResponse<String> answer = get("/metrics", collector);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
        assertThat(answer.body()).isEqualTo("berth_under_test 1\n");
        assertThat(get("/api/v1/metrics", collector).body()).isEqualTo(answer.body());
        assertThat(get("/api/v1/tenants", collector).statusCode()).isEqualTo(403);
        assertThat(get("/metrics", "berth_wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void an_auditor_of_one_tenant_does_not_see_them() throws Exception {
        node.tenant("metered", 2);
        String auditor = node.client(Role.AUDITOR, Optional.of("metered")).token();
        assertThat(get("/metrics", auditor).statusCode()).isEqualTo(403);
    }

    private static HttpResponse<String> get(String path, String token) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path))
                .header("Authorization", "Bearer " + token)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }
}
