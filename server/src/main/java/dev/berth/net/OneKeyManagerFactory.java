package dev.berth.net;

import io.netty.handler.ssl.util.SimpleKeyManagerFactory;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.X509ExtendedKeyManager;

/// Gives a key manager in the shape in which Netty takes one.
final class OneKeyManagerFactory extends SimpleKeyManagerFactory {

    private final X509ExtendedKeyManager key;

    OneKeyManagerFactory(X509ExtendedKeyManager key) {
        this.key = key;
    }

    @Override
    protected void engineInit(KeyStore store, char[] password) {}

    @Override
    protected void engineInit(ManagerFactoryParameters parameters) {}

    @Override
    protected KeyManager[] engineGetKeyManagers() {
        return new KeyManager[] {key};
    }
}
