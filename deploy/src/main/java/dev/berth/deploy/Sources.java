package dev.berth.deploy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Where settings come from, apart from the built-in defaults; each later one wins.
///
/// @param file the YAML file, if one is given
/// @param environment all environment variables
/// @param commandLine settings by key, as they were given on the command line
record Sources(Optional<Path> file, Map<String, String> environment, Map<String, String> commandLine) {

    Sources {
        environment = Map.copyOf(environment);
        commandLine = Collections.unmodifiableMap(new LinkedHashMap<>(commandLine));
    }
}
