package dev.berth.jdbc;

import dev.berth.endpoint.Directory;
import dev.berth.endpoint.DirectoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresDirectoryTest implements DirectoryContract, JdbcDirectoryContract {

    @RegisterExtension
    static final DatabaseFixture FIXTURE = DatabaseFixture.postgres();

    @Override
    public DatabaseFixture fixture() {
        return FIXTURE;
    }

    @Override
    public Directory directory() {
        return new JdbcDirectory(FIXTURE.database());
    }
}
