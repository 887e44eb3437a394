package dev.berth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// When a start may go on without Flyway.
class HistoryTest {

    @TempDir
    Path directory;

    @Test
    void tables_that_the_same_scripts_have_made_have_the_same_history() throws SQLException {
        try (HikariDataSource one = tables("one");
                HikariDataSource other = tables("other")) {
            History kept = History.parse(History.of(one).text());

            assertThat(kept.isOf(other)).isTrue();
            assertThat(kept.version()).isEqualTo(MigrationsTest.versions().getLast());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" = '1'",
                "update \"flyway_schema_history\" set \"description\" = 'other' where \"version\" = '1'",
                "update \"flyway_schema_history\" set \"success\" = false where \"version\" = '1'",
                "update \"flyway_schema_history\" set \"checksum\" = null where \"version\" = '1'",
                "update \"flyway_schema_history\" set \"version\" = null where \"version\" = '1'",
                "delete from \"flyway_schema_history\" where \"version\" = '1'",
                "update \"flyway_schema_history\" set \"version\" = '9999' where \"version\" = '1'",
                "drop table \"flyway_schema_history\""
            })
    void whatever_is_different_is_for_flyway_to_judge(String change) throws SQLException {
        try (HikariDataSource database = tables("changed")) {
            History kept = History.of(database);
            assertThat(kept.isOf(database)).isTrue();

            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(change);
            }

            assertThat(kept.isOf(database)).isFalse();
        }
    }

    @Test
    void where_nothing_is_yet_flyway_begins() throws SQLException {
        var empty = new JdbcDataSource();
        empty.setURL("jdbc:h2:mem:empty");
        try (HikariDataSource database = tables("full")) {
            assertThat(History.of(database).isOf(empty)).isFalse();
        }
    }

    private HikariDataSource tables(String name) {
        return Database.source(DatabaseUrl.embedded(directory.resolve(name)), DatabaseFixture.embedded());
    }
}
