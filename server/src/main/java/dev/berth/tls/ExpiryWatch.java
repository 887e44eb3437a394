package dev.berth.tls;

import dev.berth.certificate.Certificate;
import dev.berth.observe.Event;
import dev.berth.observe.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Tells of certificates that are about to end, once a day each, so that nobody learns it from customers.
final class ExpiryWatch {

    /// Let's Encrypt renews a month before, so that what is left at three weeks is not going to be renewed by
    /// itself.
    private static final Duration NOTICE = Duration.ofDays(21);

    private static final Duration AGAIN = Duration.ofDays(1);

    private final Events events;
    private Set<Long> told = Set.of();
    private Instant since = Instant.EPOCH;

    ExpiryWatch(Events events) {
        this.events = events;
    }

    /// On one context: looks at all of them.
    void look(List<Certificate> all, Instant now) {
        boolean again = since.plus(AGAIN).isBefore(now);
        since = again ? now : since;
        Set<Long> ending = new HashSet<>();
        for (Certificate certificate : all) {
            if (certificate.expires().isBefore(now.plus(NOTICE))) {
                ending.add(certificate.id());
                if (again || !told.contains(certificate.id())) {
                    events.publish(new Event.CertificateEnds(
                            certificate.owner().toString(),
                            certificate.name(),
                            String.join(" ", certificate.hosts()),
                            certificate.expires()));
                }
            }
        }
        told = ending;
    }
}
