package dev.berth.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.account.Administrator;
import dev.berth.account.ApiTokens;
import dev.berth.account.Secret;
import dev.berth.config.DatabaseConfig;
import dev.berth.config.NodeConfig;
import dev.berth.jdbc.Database;
import dev.berth.jdbc.JdbcApiTokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// However the first start ends, the next one has a token that the directory knows.
class OperatorTokenTest {

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path data;

    private Database database;
    private ApiTokens tokens;
    private OperatorToken token;

    @BeforeEach
    void open() throws TimeoutException {
        database = await(Database.open(
                vertx,
                new NodeConfig("test", data, List.of("127.0.0.1"), Duration.ofSeconds(5), 0, List.of()),
                new DatabaseConfig(Optional.empty(), "berth", "", 3)));
        tokens = new JdbcApiTokens(database);
        token = new OperatorToken(vertx.fileSystem(), data, tokens);
    }

    @AfterEach
    void close() throws TimeoutException {
        await(database.close());
        await(vertx.close());
    }

    @CanIgnoreReturnValue
    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(20, TimeUnit.SECONDS);
    }

    private Optional<Administrator> holder() throws IOException, TimeoutException {
        Secret written =
                new Secret(Files.readString(data.resolve("operator-token")).strip());
        return await(tokens.verify(written));
    }

    @Test
    void the_first_start_writes_it_down_for_its_owner() throws Exception {
        await(token.prepare());
        assertThat(holder()).isPresent();
        assertThat(await(token.file())).contains(data.resolve("operator-token"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("operator-token"))))
                .isEqualTo("rw-------");
        assertThat(data.resolve("operator-token.unfinished")).doesNotExist();
    }

    @Test
    void later_starts_leave_it_alone() throws Exception {
        await(token.prepare());
        String first = Files.readString(data.resolve("operator-token"));
        await(token.prepare());
        assertThat(data.resolve("operator-token")).hasContent(first);
    }

    @Test
    void a_start_that_was_killed_after_the_directory_knew_it_is_completed() throws Exception {
        await(token.prepare());
        Files.move(data.resolve("operator-token"), data.resolve("operator-token.unfinished"));
        await(token.prepare());
        assertThat(holder()).isPresent();
    }

    @Test
    void a_start_that_was_killed_before_the_directory_knew_it_is_begun_again() throws Exception {
        Files.writeString(data.resolve("operator-token.unfinished"), "berth_" + "x".repeat(43) + "\n");
        await(token.prepare());
        assertThat(holder()).isPresent();
        assertThat(data.resolve("operator-token.unfinished")).doesNotExist();
    }

    @Test
    void it_is_not_here_if_another_node_has_made_it() throws Exception {
        await(tokens.createFirst(_ -> Future.succeededFuture()));
        await(token.prepare());
        assertThat(await(token.file())).isEmpty();
        assertThat(data.resolve("operator-token.unfinished")).doesNotExist();
    }
}
