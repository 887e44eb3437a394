package dev.berth.jdbc;

import org.junit.jupiter.api.extension.RegisterExtension;

class H2KnownByTest extends JdbcKnownByContract {

    @RegisterExtension
    static final DatabaseFixture FIXTURE = DatabaseFixture.h2();

    @Override
    DatabaseFixture fixture() {
        return FIXTURE;
    }
}
