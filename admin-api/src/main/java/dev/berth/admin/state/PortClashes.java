package dev.berth.admin.state;

import dev.berth.endpoint.Listener;
import dev.berth.endpoint.PassiveRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds ports that two would have in the end. All ports are opened on the same addresses of a node, so that each has
/// one owner.
final class PortClashes {

    private final Outcome outcome;
    private final List<Span> spans = new ArrayList<>();

    private PortClashes(Outcome outcome) {
        this.outcome = outcome;
    }

    /// Ports that somebody will have.
    ///
    /// @param owner such as `tenant north`
    /// @param what such as `the passive ports 30000-30009`
    /// @param isNew whether the document gives them, or may have changed them
    private record Span(int first, int last, String owner, String what, String field, boolean isNew) {

        String value() {
            return first == last ? Integer.toString(first) : first + "-" + last;
        }
    }

    /// Names each of them.
    static void find(Outcome outcome, Steps steps) {
        var all = new PortClashes(outcome);
        all.collect();
        all.compare(steps);
    }

    private void collect() {
        outcome.endpoints().forEach((name, endpoint) -> {
            String at = Steps.at("endpoints", name);
            String owner = "endpoint " + name;
            boolean isNew = outcome.isNewEndpoint(name);
            listeners(endpoint.listeners(), owner, at, isNew);
            range(endpoint.sharedPool(), "the shared pool ", owner, at + ".sharedPool", isNew);
        });
        outcome.tenants().forEach((slug, tenant) -> {
            String at = TenantSection.at(slug);
            String owner = "tenant " + slug;
            boolean isNew = outcome.isNewTenant(slug);
            listeners(tenant.place().listeners(), owner, at, isNew);
            range(tenant.place().range(), "the passive ports ", owner, at + ".passive.ports", isNew);
        });
    }

    private void listeners(List<Listener> listeners, String owner, String at, boolean isNew) {
        for (int i = 0; i < listeners.size(); i++) {
            int port = listeners.get(i).port();
            spans.add(
                    new Span(port, port, owner, "the control port " + port, at + ".listeners[" + i + "].port", isNew));
        }
    }

    private void range(Optional<PassiveRange> range, String what, String owner, String field, boolean isNew) {
        range.ifPresent(ports -> spans.add(new Span(ports.first(), ports.last(), owner, what + ports, field, isNew)));
    }

    /// Of those that begin before, the one that reaches farthest is met if any is.
    private void compare(Steps steps) {
        spans.sort(Comparator.comparingInt(Span::first).thenComparing(Span::field));
        Span farthest = null;
        for (Span span : spans) {
            if (farthest != null
                    && span.first() <= farthest.last()
                    && !span.owner().equals(farthest.owner())) {
                Span wrong = span.isNew() ? span : farthest;
                Span other = span.isNew() ? farthest : span;
                steps.refuse(wrong.field(), wrong.value(), "meets " + other.what() + " of " + other.owner());
            }
            if (farthest == null || span.last() > farthest.last()) {
                farthest = span;
            }
        }
    }
}
