package dev.berth.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is alive in the heap of another JVM of this machine.
final class LiveHeap {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)$");

    private LiveHeap() {}

    /// Has the JVM collect everything, which stops it for a moment, and counts what is left.
    ///
    /// @return KiB
    /// @throws IOException if `jcmd` of this JVM's JDK cannot ask it
    static long kiB(ProcessHandle process) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process asked = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String told = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher total = TOTAL.matcher(told);
        if (asked.waitFor() != 0 || !total.find()) {
            throw new IOException("jcmd says: " + told.lines().limit(2).toList());
        }
        return Long.parseLong(total.group(1)) / 1024;
    }
}
