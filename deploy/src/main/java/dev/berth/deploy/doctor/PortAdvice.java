package dev.berth.deploy.doctor;

import dev.berth.endpoint.PassiveRange;
import java.util.ArrayList;
import java.util.List;

/// What can be said of a tenant without trying anything: its status, its passive ports. Pure functions.
final class PortAdvice {

    private PortAdvice() {}

    static List<Finding> of(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        status(subject, findings);
        if (subject.doors().isEmpty()) {
            findings.add(Finding.broken(
                    "no-listener", "tenant " + subject.slug(), "it has no control port", "give it a listener"));
        }
        findings.addAll(ports(subject));
        for (String fault : subject.faults()) {
            findings.add(Finding.broken(
                    "not-in-force",
                    "node",
                    "it could not bring everything into force: " + fault,
                    "mend what it says; the node tries again by itself"));
        }
        return findings;
    }

    private static void status(Subject subject, List<Finding> findings) {
        switch (subject.status()) {
            case "active" -> {}
            case "blocked" ->
                findings.add(Finding.broken(
                        "tenant-blocked",
                        "tenant " + subject.slug(),
                        "it is blocked; every login is refused",
                        "berthctl tenants unblock " + subject.slug()));
            default ->
                findings.add(Finding.doubtful(
                        "tenant-restricted",
                        "tenant " + subject.slug(),
                        "it is " + subject.status() + "; uploads are refused",
                        "berthctl tenants set " + subject.slug() + " --status active"));
        }
    }

    private static List<Finding> ports(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        Subject.Ports ports = subject.ports();
        String what = "passive ports " + ports;
        if (ports.size() == 0) {
            findings.add(Finding.broken(
                    "no-ports",
                    what,
                    "there are none; only active mode is possible",
                    "give the tenant or its endpoint passive ports"));
            return findings;
        }
        PassiveRange.shortage(ports.size())
                .ifPresent(sentence -> findings.add(Finding.doubtful(
                        "range-small", what, sentence, "give the tenant at least " + PassiveRange.FEW)));
        if (ports.meets(subject.ephemeral().range()) && !subject.ephemeral().reserved()) {
            findings.add(Finding.doubtful(
                    "range-ephemeral",
                    what,
                    "the node's system takes ports of " + subject.ephemeral().range()
                            + " for its own outgoing connections; a port that it has taken cannot be opened",
                    "move the ports below " + subject.ephemeral().range().first()
                            + ", or keep them from the system: sysctl -w net.ipv4.ip_local_reserved_ports=" + ports));
        }
        for (String clash : subject.clashes()) {
            findings.add(Finding.broken(
                    "range-clash",
                    what,
                    clash + " has some of them too; its clients and this tenant's take each other's ports",
                    "give one of them other ports"));
        }
        if (!subject.closedPorts().isEmpty()) {
            findings.add(Finding.broken(
                    "port-taken",
                    what,
                    subject.closedPorts().size() + " could not be opened, "
                            + subject.closedPorts().getFirst() + " for instance: another program has them",
                    "find it with ss -ltnp 'sport = :" + subject.closedPorts().getFirst()
                            + "' and stop it, or move the tenant's ports"));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.well(what, "all " + ports.size() + " are open on the node"));
        }
        return findings;
    }
}
