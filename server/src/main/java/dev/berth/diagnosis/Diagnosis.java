package dev.berth.diagnosis;

import dev.berth.observe.Event;
import dev.berth.observe.Events;
import dev.berth.tenant.Slug;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Keeps what is needed to answer "why did it fail?": the last of each open session's story, the stories of the
/// latest sessions that are over, and counts by tenant and client network. All of it is bounded.
public final class Diagnosis implements Events.Listener {

    private static final int KEPT_TROUBLED = 500;
    private static final int KEPT_WELL = 100;

    private final Clock clock;
    private final ConcurrentHashMap<Long, Life> open = new ConcurrentHashMap<>();
    private final Shelf troubled = new Shelf(KEPT_TROUBLED);
    private final Shelf well = new Shelf(KEPT_WELL);
    private final Tally tally = new Tally();

    /// @param clock for the times of entries
    public Diagnosis(Clock clock) {
        this.clock = clock;
    }

    /// A session as it is told.
    ///
    /// @param session its number on this node
    /// @param client where it comes from
    /// @param opened when it began
    /// @param isOpen whether it goes on
    /// @param user who is logged in; empty if nobody was
    /// @param cause why it failed, if its last act failed
    /// @param entries the last of its story, oldest first
    public record Story(
            long session,
            String client,
            Instant opened,
            boolean isOpen,
            String user,
            Optional<Cause> cause,
            List<Entry> entries) {

        public Story {
            entries = List.copyOf(entries);
        }
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.OfData data) {
            tally.count(data);
        }
        if (event instanceof Event.OfSession ofSession) {
            note(ofSession);
        }
    }

    /// The counts of a tenant's data connections, the busiest network first.
    public List<NetworkCounts> counts(Slug tenant) {
        return tally.of(tenant);
    }

    /// The sessions of a tenant whose last act failed, the latest first; those that are over are forgotten after a
    /// while.
    public List<Story> failures(Slug tenant) {
        List<Life> lives = new ArrayList<>(open.values());
        lives.addAll(troubled.all());
        return lives.stream()
                .filter(life -> tenant.equals(life.tenant))
                .map(this::story)
                .filter(story -> story.cause().isPresent())
                .sorted(Comparator.comparing(Story::opened).reversed())
                .toList();
    }

    /// One session of a tenant, open or over not long ago.
    public Optional<Story> session(Slug tenant, long session) {
        List<Life> lives = new ArrayList<>();
        Life living = open.get(session);
        if (living != null) {
            lives.add(living);
        }
        lives.addAll(troubled.all());
        lives.addAll(well.all());
        return lives.stream()
                .filter(life -> life.session == session && tenant.equals(life.tenant))
                .findFirst()
                .map(this::story);
    }

    private void note(Event.OfSession event) {
        if (event instanceof Event.SessionOpened opened) {
            open.put(opened.session(), new Life(opened.session(), opened.client(), clock.instant()));
        }
        Life life = open.get(event.session());
        if (life == null) {
            return; // what ends after its session
        }
        life.learn(event);
        life.dialogue.add(new Entry(clock.instant(), event));
        if (event instanceof Event.SessionClosed && open.remove(event.session(), life) && life.tenant != null) {
            (story(life).cause().isPresent() ? troubled : well).keep(life);
        }
    }

    private Story story(Life life) {
        List<Entry> entries = life.dialogue.entries();
        Slug tenant = life.tenant;
        List<String> succeeding = tenant == null || life.address == null
                ? List.of()
                : tally.succeeding(tenant, Networks.of(life.address));
        return new Story(
                life.session,
                life.address == null ? "" : life.address.getHostAddress(),
                life.opened,
                open.containsKey(life.session),
                life.user,
                Causes.of(entries, succeeding),
                entries);
    }

    /// What is known of one session. It is written by whoever has news, and read at any time.
    private static final class Life {
        private final long session;
        private final @Nullable InetAddress address;
        private final Instant opened;
        private final Dialogue dialogue = new Dialogue();
        private volatile @Nullable Slug tenant;
        private volatile String user = "";

        Life(long session, SocketAddress client, Instant opened) {
            this.session = session;
            this.address = client instanceof InetSocketAddress inet ? inet.getAddress() : null;
            this.opened = opened;
        }

        void learn(Event.OfSession event) {
            if (event instanceof Event.LoginAccepted accepted) {
                tenant = accepted.account().tenant().slug();
                user = accepted.account().user().value();
            }
        }
    }

    /// The latest of something.
    private static final class Shelf {
        private final int most;
        private final ConcurrentLinkedDeque<Life> lives = new ConcurrentLinkedDeque<>();
        private final AtomicInteger size = new AtomicInteger();

        Shelf(int most) {
            this.most = most;
        }

        void keep(Life life) {
            lives.addFirst(life);
            if (size.incrementAndGet() > most && lives.pollLast() != null) {
                size.decrementAndGet();
            }
        }

        List<Life> all() {
            return List.copyOf(lives);
        }
    }
}
