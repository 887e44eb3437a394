package dev.berth.admin.tenants;

import dev.berth.admin.endpoints.EndpointFields;
import dev.berth.admin.problem.Fields;
import dev.berth.endpoint.ClientNetwork;
import dev.berth.endpoint.Destination;
import dev.berth.endpoint.ExternalAddress;
import dev.berth.endpoint.ExternalRule;
import dev.berth.endpoint.KnownBy;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.NewTenant;
import dev.berth.endpoint.PassiveRange;
import dev.berth.tenant.FileOwner;
import dev.berth.tenant.PlanName;
import dev.berth.tenant.Slug;
import dev.berth.tenant.StatusCourse;
import java.util.List;
import java.util.Optional;

/// Tenants as requests bring them.
final class TenantFields {

    private static final int MOST = 100;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ROOT = 1000;

    private TenantFields() {}

    /// A range and what 227 says.
    ///
    /// @param force whether rules that look wrong are meant so
    record Passive(PassiveRange range, List<ExternalRule> external, boolean force) {}

    static Optional<Passive> passive(Fields fields) {
        Optional<PassiveRange> ports = fields.required("ports", PassiveRange.RULE, PassiveRange::parse);
        List<ExternalRule> external =
                fields.objects("external", "one rule for the external address", MOST, TenantFields::rule);
        boolean force = fields.truth("force").orElse(false);
        return ports.map(range -> new Passive(range, external, force));
    }

    /// A tenant to be made.
    record Wanted(NewTenant place, boolean force) {}

    static Optional<Wanted> tenant(Fields fields) {
        Optional<Slug> slug = fields.required("slug", Slug.RULE, Slug::new);
        // Without a slug the rest is read all the same, for what is wrong with it.
        Wanted wanted = place(slug.orElse(new Slug("x")), fields);
        return slug.map(_ -> wanted);
    }

    /// All of a tenant but its slug, which stays.
    static Optional<PlannedTenant> altered(Slug slug, Fields fields) {
        Optional<StatusCourse> course = StatusFields.read(fields);
        Wanted wanted = place(slug, fields);
        return course.map(known -> new PlannedTenant(wanted.place(), known, wanted.force()));
    }

    private static Wanted place(Slug slug, Fields fields) {
        Optional<String> name =
                fields.optional("name", "1 to 200 characters, none of them a control character", TenantFields::name);
        Optional<String> root = fields.optional(
                "storageRoot", "a directory, absolute or relative, 1 to 1000 characters", TenantFields::root);
        Optional<FileOwner> owner = fields.object("fileOwner", "uid and gid", TenantFields::owner);
        List<String> endpoints = fields.texts("endpoints", "the name of an endpoint", MOST, text -> text);
        List<Listener> listeners = fields.objects("listeners", "a control port", MOST, EndpointFields::listener);
        Optional<Passive> passive = fields.object("passive", "the passive ports", TenantFields::passive);
        var place = new NewTenant(
                slug,
                name.orElse(slug.value()),
                root,
                owner.orElse(FileOwner.NONE),
                endpoints,
                listeners,
                passive.map(Passive::range),
                passive.map(Passive::external).orElse(List.of()),
                fields.optional("plan", "the name of a plan", PlanName::new),
                knownBy(fields));
        return new Wanted(place, passive.map(Passive::force).orElse(false));
    }

    private static KnownBy knownBy(Fields fields) {
        List<String> domains = fields.texts("domains", KnownBy.DOMAIN_RULE, KnownBy.MOST, KnownBy::domain);
        List<Destination> destinations =
                fields.texts("destinations", Destination.RULE, KnownBy.MOST, Destination::parse);
        return new KnownBy(domains, destinations);
    }

    private static Optional<FileOwner> owner(Fields fields) {
        Optional<Long> uid = fields.whole("uid", FileOwner.RULE, 1, FileOwner.MOST);
        Optional<Long> gid = fields.whole("gid", FileOwner.RULE, 1, FileOwner.MOST);
        return Optional.of(new FileOwner(uid, gid));
    }

    private static Optional<ExternalRule> rule(Fields fields) {
        ClientNetwork clients = fields.optional("clients", ClientNetwork.RULE, ClientNetwork::parse)
                .orElse(ClientNetwork.ANY);
        return fields.required("address", ExternalAddress.RULE, ExternalAddress::parse)
                .map(address -> new ExternalRule(clients, address));
    }

    private static String name(String text) {
        if (text.isBlank() || text.length() > LONGEST_NAME || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not a name");
        }
        return text;
    }

    private static String root(String text) {
        if (text.isBlank() || text.length() > LONGEST_ROOT || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not a directory");
        }
        return text;
    }
}
