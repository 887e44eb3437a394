package dev.berth.diagnosis;

import dev.berth.observe.Event;
import dev.berth.observe.Events;
import dev.berth.tenant.TenantId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keeps what is needed to answer "why did it fail?": the last of each open session's story, the stories of the
/// latest sessions that are over, and counts by tenant and client network. All of it is bounded.
public final class Diagnosis implements Events.Listener {

    private static final int KEPT_TROUBLED = 500;
    private static final int KEPT_STRANGERS = 500;
    private static final int KEPT_WELL = 100;
    private static final int KEPT_OF_ONE = 100;

    private final Clock clock;
    private final ConcurrentHashMap<Long, Life> open = new ConcurrentHashMap<>();
    private final Shelf troubled = new Shelf(KEPT_TROUBLED);
    private final Shelf strangers = new Shelf(KEPT_STRANGERS);
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
    /// @param user who is logged in, or who tried to be; empty if nobody has
    /// @param failed the last of its acts that failed
    /// @param entries the last of its story, oldest first
    public record Story(
            long session,
            String client,
            Instant opened,
            boolean isOpen,
            String user,
            Optional<Failed> failed,
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
    public List<NetworkCounts> counts(TenantId tenant) {
        return tally.of(tenant);
    }

    /// The sessions of a tenant in which something has failed, the latest failure first; those that are over
    /// are forgotten after a while. One in which nobody was logged in belongs to the tenant that it named by
    /// its port or its login.
    public List<Story> failures(TenantId tenant) {
        return Stream.of(open.values(), troubled.all(), strangers.all())
                .flatMap(Collection::stream)
                .filter(life -> tenant.equals(life.tenant))
                .map(this::story)
                .filter(story -> story.failed().isPresent())
                .sorted(Comparator.comparing(
                        (Story story) -> story.failed().map(Failed::at).orElse(Instant.EPOCH),
                        Comparator.reverseOrder()))
                .toList();
    }

    /// One session of a tenant, open or over not long ago.
    public Optional<Story> session(TenantId tenant, long session) {
        return Stream.concat(
                        Optional.ofNullable(open.get(session)).stream(),
                        Stream.of(troubled.all(), strangers.all(), well.all()).flatMap(List::stream))
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
            shelf(life).keep(life);
        }
    }

    /// Whoever guesses passwords pushes out nobody else's stories.
    private Shelf shelf(Life life) {
        if (!life.known) {
            return strangers;
        }
        return story(life).failed().isPresent() ? troubled : well;
    }

    private Story story(Life life) {
        List<Entry> entries = life.dialogue.entries();
        TenantId tenant = life.known ? life.tenant : null;
        List<String> succeeding = tenant == null || life.address == null
                ? List.of()
                : tally.succeeding(tenant, Networks.of(life.address));
        return new Story(
                life.session,
                life.address == null ? "" : life.address.getHostAddress(),
                life.opened,
                open.containsKey(life.session),
                life.user,
                Causes.last(entries, succeeding),
                entries);
    }

    /// What is known of one session. It is written by whoever has news, and read at any time.
    private static final class Life {
        private final long session;
        private final @Nullable InetAddress address;
        private final Instant opened;
        private final Dialogue dialogue = new Dialogue();
        private volatile @Nullable TenantId tenant;
        private volatile String user = "";
        private volatile boolean known;
        private volatile boolean ambiguous;

        Life(long session, SocketAddress client, Instant opened) {
            this.session = session;
            this.address = client instanceof InetSocketAddress inet ? inet.getAddress() : null;
            this.opened = opened;
        }

        void learn(Event.OfSession event) {
            if (event instanceof Event.LoginAccepted accepted) {
                tenant = accepted.account().tenant().id();
                user = accepted.account().user().value();
                known = true;
            } else if (event instanceof Event.LoginDenied denied && !known) {
                tried(denied);
            }
        }

        /// What somebody says who names several tenants is no one's to see.
        private void tried(Event.LoginDenied denied) {
            if (tenant != null && !denied.tenant().equals(tenant)) {
                ambiguous = true;
            }
            tenant = ambiguous || denied.tenant().equals(TenantId.NOBODY) ? null : denied.tenant();
            user = Words.text(denied.login());
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
            List<Life> ofOne = lives.stream()
                    .filter(each -> Objects.equals(each.tenant, life.tenant))
                    .toList();
            if (ofOne.size() > KEPT_OF_ONE && lives.removeLastOccurrence(ofOne.getLast())) {
                return;
            }
            if (size.incrementAndGet() > most && lives.pollLast() != null) {
                size.decrementAndGet();
            }
        }

        List<Life> all() {
            return List.copyOf(lives);
        }
    }
}
