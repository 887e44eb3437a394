package dev.berth.jdbc;

import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresPlansTest extends JdbcPlansContract {

    @RegisterExtension
    static final DatabaseFixture FIXTURE = DatabaseFixture.postgres();

    @Override
    DatabaseFixture fixture() {
        return FIXTURE;
    }
}
