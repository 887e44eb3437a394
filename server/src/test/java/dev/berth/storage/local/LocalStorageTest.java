package dev.berth.storage.local;

import dev.berth.storage.Files;
import dev.berth.storage.StorageContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Local files keep the contract.
class LocalStorageTest implements StorageContract {

    @RegisterExtension
    final LocalFixture fixture = new LocalFixture();

    @Override
    public Files files() {
        return fixture.files();
    }
}
