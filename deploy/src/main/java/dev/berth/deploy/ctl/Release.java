package dev.berth.deploy.ctl;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/// What `berthctl --version` prints.
final class Release implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Release.class.getPackage().getImplementationVersion();
        return new String[] {"berthctl " + Objects.requireNonNullElse(version, "development")};
    }
}
