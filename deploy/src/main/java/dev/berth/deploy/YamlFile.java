package dev.berth.deploy;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/// The file given by `--config`, looked at before vertx-config reads it: that one takes the last of two equal keys
/// in silence and says little of a mistake.
final class YamlFile {

    private YamlFile() {}

    /// Whether there is any setting in it; a file of comments has none.
    ///
    /// @throws StartFailed with one sentence, if it cannot be read or is no map of sections
    static boolean hasContent(Path file) {
        Object content = parse(file);
        if (content != null && !(content instanceof Map)) {
            throw wrong(file, "consists of something else than sections such as \"node:\"", null);
        }
        if (holdsItself(content, List.of())) {
            throw wrong(file, "has an alias within what it stands for", null);
        }
        return content != null;
    }

    /// Whether it has no end, looked for from the outside inwards.
    ///
    /// @param around what it is a part of
    @SuppressWarnings("ReferenceEquality") // the very same object, and not an equal one
    private static boolean holdsItself(@Nullable Object part, List<Object> around) {
        Collection<?> inner = switch (part) {
            case Map<?, ?> map -> map.values();
            case Collection<?> list -> list;
            case null, default -> List.of();
        };
        if (inner.isEmpty() || part == null) {
            return false;
        }
        if (around.stream().anyMatch(each -> each == part)) {
            return true;
        }
        List<Object> further = new ArrayList<>(around);
        further.add(part);
        return inner.stream().anyMatch(each -> holdsItself(each, further));
    }

    private static @Nullable Object parse(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            return new Yaml(new SafeConstructor(options)).load(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw wrong(file, "does not exist", e);
        } catch (AccessDeniedException e) {
            throw wrong(file, "may not be read by this user", e);
        } catch (CharacterCodingException e) {
            throw wrong(file, "is not in UTF-8", e);
        } catch (IOException e) {
            throw wrong(file, Files.isDirectory(file) ? "is a directory" : "cannot be read: " + e.getMessage(), e);
        } catch (MarkedYAMLException e) {
            throw wrong(file, "is not valid YAML: " + place(e) + e.getProblem(), e);
        } catch (YAMLException e) {
            throw wrong(file, "is not valid YAML: " + e.getMessage(), e);
        }
    }

    private static String place(MarkedYAMLException e) {
        return Optional.ofNullable(e.getProblemMark()).map(YamlFile::place).orElse("");
    }

    private static String place(Mark mark) {
        return "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": ";
    }

    private static StartFailed wrong(Path file, String what, @Nullable Exception cause) {
        return StartFailed.configuration("The configuration file " + file + " " + what + ".", cause);
    }
}
