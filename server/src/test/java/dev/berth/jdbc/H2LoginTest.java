package dev.berth.jdbc;

import org.junit.jupiter.api.extension.RegisterExtension;

class H2LoginTest implements JdbcLoginContract {

    @RegisterExtension
    static final DatabaseFixture FIXTURE = DatabaseFixture.h2();

    private final CountingHashes hashes = new CountingHashes();
    private final Passwords passwords = new Passwords(FIXTURE.vertx(), DatabaseFixture.LOGIN, hashes);

    @Override
    public DatabaseFixture fixture() {
        return FIXTURE;
    }

    @Override
    public CountingHashes hashes() {
        return hashes;
    }

    @Override
    public Passwords passwords() {
        return passwords;
    }
}
