package dev.berth.packaged;

import dev.berth.packaged.Lab.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A port of the server's loopback that is the client's as well, as `ssh -L` would make it: the two share the disk,
/// and on it a socket.
final class Tunnel {

    private static final String RELAY = """
            import os, socket, sys, threading

            def listener(place):
                if place.isdigit():
                    return socket.create_server(('127.0.0.1', int(place)))
                one = socket.socket(socket.AF_UNIX)
                one.bind(place)
                one.listen()
                return one

            def connect(place):
                if place.isdigit():
                    return socket.create_connection(('127.0.0.1', int(place)))
                one = socket.socket(socket.AF_UNIX)
                one.connect(place)
                return one

            def pump(source, sink):
                try:
                    while data := source.recv(65536):
                        sink.sendall(data)
                    sink.shutdown(socket.SHUT_WR)
                except OSError:
                    pass

            def serve(near):
                try:
                    far = connect(sys.argv[2])
                except OSError:
                    near.close()
                    return
                threading.Thread(target=pump, args=(near, far), daemon=True).start()
                pump(far, near)

            door = listener(sys.argv[1])
            while True:
                threading.Thread(target=serve, args=(door.accept()[0],), daemon=True).start()
            """;

    private final List<Process> ends;

    private Tunnel(List<Process> ends) {
        this.ends = ends;
    }

    static Tunnel open(Lab lab, Path directory, int port) {
        try {
            Path relay = Files.writeString(directory.resolve("relay.py"), RELAY);
            String meeting = directory.resolve("tunnel").toString();
            var tunnel = new Tunnel(List.of(
                    end(lab, Machine.SERVER, relay, meeting, String.valueOf(port)),
                    end(lab, Machine.CLIENT, relay, String.valueOf(port), meeting)));
            lab.shell(
                    Machine.CLIENT,
                    "for i in $(seq 100); do [ -S " + meeting + " ] && curl -s -o /dev/null http://127.0.0.1:" + port
                            + " && exit 0; sleep 0.2; done; exit 1");
            return tunnel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends both ends.
    void close() throws InterruptedException {
        for (Process end : ends) {
            end.destroy();
            end.waitFor();
        }
    }

    private static Process end(Lab lab, Machine machine, Path relay, String from, String to) throws IOException {
        List<String> command = new ArrayList<>(lab.on(machine));
        command.addAll(List.of("python3", relay.toString(), from, to));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
