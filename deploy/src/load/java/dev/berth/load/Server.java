package dev.berth.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A running server under comparison.
///
/// @param name for the table
/// @param target where it is
/// @param processes what it consists of
/// @param words what names it on a command line; the password is not in them
record Server(String name, Target target, ProcessTree processes, String words) {

    /// The name of what is no server for use: it does nothing but the kernel's part of the work.
    static final String LIMIT = "limit";

    /// Whether it shows what is possible, instead of being a peer.
    boolean isLimit() {
        return name.equals(LIMIT);
    }

    /// Reads `NAME=HOST:PORT,USER,PASSWORD-FILE,PID`; the password is in a file, so that no list of processes has
    /// it.
    static final class Reader implements ITypeConverter<Server> {
        @Override
        public Server convert(String text) throws IOException {
            String[] parts = text.split("[=,]", -1);
            int colon = parts.length == 5 ? parts[1].lastIndexOf(':') : -1;
            if (colon < 0) {
                throw new TypeConversionException("a server is NAME=HOST:PORT,USER,PASSWORD-FILE,PID and not " + text);
            }
            var target = new Target(
                    parts[1].substring(0, colon),
                    Integer.parseInt(parts[1].substring(colon + 1)),
                    parts[2],
                    Files.readString(Path.of(parts[3])).strip());
            ProcessHandle process = ProcessHandle.of(Long.parseLong(parts[4]))
                    .orElseThrow(() -> new TypeConversionException("there is no process " + parts[4]));
            return new Server(parts[0], target, new ProcessTree(process), text);
        }
    }
}
