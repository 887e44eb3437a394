package dev.berth.jdbc;

import dev.berth.endpoint.Directory;
import dev.berth.endpoint.DirectoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresDirectoryTest implements DirectoryContract {

    @RegisterExtension
    static final DatabaseFixture FIXTURE = DatabaseFixture.postgres().countingFromZero();

    @Override
    public Directory directory() {
        return new JdbcDirectory(FIXTURE.database());
    }
}
