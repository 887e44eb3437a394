package dev.berth.jdbc;

import dev.berth.certificate.Certificates;
import dev.berth.certificate.CertificatesContract;
import dev.berth.endpoint.Directory;
import dev.berth.tls.KeySeal;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;

class H2CertificatesTest implements CertificatesContract {

    @RegisterExtension
    static final DatabaseFixture FIXTURE = DatabaseFixture.h2();

    private static final KeySeal SEAL = KeySeal.parse(Base64.getEncoder().encodeToString(new byte[32]));

    @Override
    public Certificates certificates() {
        return new JdbcCertificates(FIXTURE.database(), Optional.of(SEAL), true);
    }

    @Override
    public Directory directory() {
        return new JdbcDirectory(FIXTURE.database());
    }
}
