package dev.berth.deploy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The command lines that starts are made with: each option written in full with its value behind it or after `=`,
/// none twice but `--set`. They are read here without the library that knows all others, whose classes no cache of
/// classes can hold; what is not plain, be it a wish for help or a mistake, is for the library to answer.
final class PlainWords {

    private final Map<String, String> once = new LinkedHashMap<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private boolean checkConfig;

    private PlainWords() {}

    /// Reads them.
    ///
    /// @return nothing if they are not plain
    static Optional<Arguments> read(String... words) {
        var read = new PlainWords();
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            if (word.equals("--check-config") && !read.checkConfig) {
                read.checkConfig = true;
                continue;
            }
            int sign = word.indexOf('=');
            String option = sign < 0 ? word : word.substring(0, sign);
            String value = sign < 0 ? following(words, i++) : word.substring(sign + 1);
            if (value == null || !isPlain(value) || !read.take(option, value)) {
                return Optional.empty();
            }
        }
        return Optional.of(read.arguments());
    }

    private static @Nullable String following(String[] words, int index) {
        return index + 1 < words.length ? words[index + 1] : null;
    }

    /// Not empty, no quotes, and nothing that could be another option or a file of options.
    private static boolean isPlain(String value) {
        return !value.isEmpty()
                && !value.startsWith("-")
                && !value.startsWith("@")
                && value.indexOf('"') < 0
                && value.indexOf('\'') < 0;
    }

    private boolean take(String option, String value) {
        return switch (option) {
            case "--config", "--data", "--bind", "--port" -> once.putIfAbsent(option, value) == null;
            case "--set" -> set(value);
            default -> false;
        };
    }

    private boolean set(String pair) {
        int sign = pair.indexOf('=');
        if (sign <= 0 || sign == pair.length() - 1) {
            return false;
        }
        settings.put(pair.substring(0, sign), pair.substring(sign + 1));
        return true;
    }

    private Arguments arguments() {
        var arguments = new Arguments();
        arguments.config =
                Optional.ofNullable(once.get("--config")).map(Path::of).orElse(null);
        arguments.data = once.get("--data");
        arguments.bind = once.get("--bind");
        arguments.port = once.get("--port");
        arguments.settings = settings;
        arguments.checkConfig = checkConfig;
        return arguments;
    }
}
