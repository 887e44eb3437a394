package dev.berth.deploy.warmup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Serves itself from a server that is being warmed up, as often as the JVM wants it, to know what is worth compiling
/// and how: thousands of small transfers each way in several sessions at once, and what clients do beside them.
public final class Visitors {

    private static final int SESSIONS = 8;
    private static final int ROUNDS = 1_000;

    /// Sessions over TLS take longer, and what they do beside it is known from the others.
    private static final int VEILED = 3;
    private static final int VEILED_ROUNDS = 250;
    private static final int SMALL = 1 << 10;
    private static final int LARGER = 64 << 10;
    private static final int RARELY = 8;

    /// So many rounds to a login. Some are a password hash, the longest computation of the server; most are known.
    private static final int OFTEN = 2;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final InetSocketAddress server;
    private final String user;
    private final String password;
    private final long end = System.nanoTime() + LONGEST_NANOS;

    private Visitors(InetSocketAddress server, String user, String password) {
        this.server = server;
        this.user = user;
        this.password = password;
    }

    /// Visits a server until it is warm.
    ///
    /// @param words address and port of the server; user and password are the words of a line on the standard input
    public static void main(String[] words) throws IOException, InterruptedException, ExecutionException {
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        String[] login = String.valueOf(line).split(" ", 2);
        var visitors = new Visitors(new InetSocketAddress(words[0], Integer.parseInt(words[1])), login[0], login[1]);
        try (var threads = Executors.newFixedThreadPool(SESSIONS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                String name = "warm-up-" + i;
                Optional<Veil> veil = i < VEILED ? Optional.of(new Veil()) : Optional.empty();
                all.add(threads.submit(() -> {
                    visitors.visit(name, veil);
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
    }

    private void visit(String name, Optional<Veil> veil) throws IOException {
        int rounds = veil.isPresent() ? VEILED_ROUNDS : ROUNDS;
        byte[] small = new byte[SMALL];
        byte[] larger = new byte[LARGER];
        try (var visit = new Visit(server, veil)) {
            visit.logIn(user, password);
            for (int i = 0; i < rounds && System.nanoTime() - end < 0; i++) {
                visit.give("STOR " + name, i % RARELY == 0 ? larger : small);
                visit.take("RETR " + name);
                if (i % RARELY == 0) {
                    look(visit, name);
                }
                if (i % OFTEN == 0) {
                    again(veil);
                }
            }
            var _ = visit.say("DELE " + name);
        }
    }

    private static void look(Visit visit, String name) throws IOException {
        for (String line : List.of("FEAT", "PWD", "SIZE " + name, "MDTM " + name, "CWD /", "NOOP")) {
            var _ = visit.say(line);
        }
        visit.take("MLSD");
        visit.take("LIST");
    }

    private void again(Optional<Veil> veil) throws IOException {
        try (var visit = new Visit(server, veil)) {
            visit.logIn(user, password);
        }
    }
}
