package dev.berth.tls;

import dev.berth.certificate.Certificate;
import dev.berth.observe.Events;
import dev.berth.observe.NodeEvent;
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
    private Set<NodeEvent.CertificateEnds> told = Set.of();
    private List<NodeEvent.CertificateEnds> known = List.of();
    private Instant since = Instant.EPOCH;

    ExpiryWatch(Events events) {
        this.events = events;
    }

    /// On one context: looks at all of them.
    void look(List<NodeEvent.CertificateEnds> all, Instant now) {
        if (!all.equals(known)) {
            known = all;
            events.publish(new NodeEvent.CertificatesKnown(all));
        }
        boolean again = since.plus(AGAIN).isBefore(now);
        since = again ? now : since;
        Set<NodeEvent.CertificateEnds> ending = new HashSet<>();
        for (NodeEvent.CertificateEnds certificate : all) {
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
    static NodeEvent.CertificateEnds ends(Certificate certificate) {
        return new NodeEvent.CertificateEnds(
                certificate.owner().toString(),
                certificate.name(),
                String.join(" ", certificate.hosts()),
                certificate.expires());
    }
}
