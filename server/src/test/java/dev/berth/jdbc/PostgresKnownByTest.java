package dev.berth.jdbc;

import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresKnownByTest extends JdbcKnownByContract {

    @RegisterExtension
    static final DatabaseFixture FIXTURE = DatabaseFixture.postgres();

    @Override
    DatabaseFixture fixture() {
        return FIXTURE;
    }
}
