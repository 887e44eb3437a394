package dev.berth.jdbc;

import dev.berth.endpoint.Directory;
import dev.berth.endpoint.DirectoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class H2DirectoryTest implements DirectoryContract {

    @RegisterExtension
    static final DatabaseFixture FIXTURE = DatabaseFixture.h2().countingFromZero();

    @Override
    public Directory directory() {
        return new JdbcDirectory(FIXTURE.database());
    }
}
