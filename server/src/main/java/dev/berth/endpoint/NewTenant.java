package dev.berth.endpoint;

import dev.berth.tenant.FileOwner;
import dev.berth.tenant.PlanName;
import dev.berth.tenant.Slug;
import java.util.List;
import java.util.Optional;

/// A tenant to be made; see [Berth] and [dev.berth.tenant.Tenant].
///
/// @param slug its short name
/// @param name what people call it
/// @param storageRoot the directory of its files, absolute or relative to the node's storage directory; empty for
///     one named by the slug
/// @param fileOwner whom its files belong to
/// @param endpoints the names of existing endpoints that serve it
/// @param listeners control ports of its own: with any, a dedicated endpoint named by the slug is made in the same
///     transaction
/// @param range its own passive ports
/// @param external its external address rules
/// @param plan where its limits come from that it does not have itself
/// @param knownBy what names it on listeners that several share, besides its slug
public record NewTenant(
        Slug slug,
        String name,
        Optional<String> storageRoot,
        FileOwner fileOwner,
        List<String> endpoints,
        List<Listener> listeners,
        Optional<PassiveRange> range,
        List<ExternalRule> external,
        Optional<PlanName> plan,
        KnownBy knownBy) {

    public NewTenant {
        endpoints = List.copyOf(endpoints);
        listeners = List.copyOf(listeners);
        external = List.copyOf(external);
    }

    /// One without a plan, known by its slug alone, whose files belong to whom the system chooses.
    public NewTenant(
            Slug slug,
            String name,
            Optional<String> storageRoot,
            List<String> endpoints,
            List<Listener> listeners,
            Optional<PassiveRange> range,
            List<ExternalRule> external) {
        this(
                slug,
                name,
                storageRoot,
                FileOwner.NONE,
                endpoints,
                listeners,
                range,
                external,
                Optional.empty(),
                KnownBy.SLUG);
    }
}
