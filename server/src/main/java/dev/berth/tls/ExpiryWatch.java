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
    private Set<Event.CertificateEnds> told = Set.of();
    private List<Event.CertificateEnds> known = List.of();
    private Instant since = Instant.EPOCH;

    ExpiryWatch(Events events) {
        this.events = events;
    }

    /// On one context: looks at all of them.
    void look(List<Event.CertificateEnds> all, Instant now) {
        if (!all.equals(known)) {
            known = all;
            events.publish(new Event.CertificatesKnown(all));
        }
        boolean again = since.plus(AGAIN).isBefore(now);
        since = again ? now : since;
        Set<Event.CertificateEnds> ending = new HashSet<>();
        for (Event.CertificateEnds certificate : all) {
            if (certificate.expires().isBefore(now.plus(NOTICE))) {
                ending.add(certificate);
                if (again || !told.contains(certificate)) {
                    events.publish(certificate);
                }
            }
        }
        told = ending;
    }

    /// What is told of a certificate.
    static Event.CertificateEnds ends(Certificate certificate) {
        return new Event.CertificateEnds(
                certificate.owner().toString(),
                certificate.name(),
                String.join(" ", certificate.hosts()),
                certificate.expires());
    }
}
