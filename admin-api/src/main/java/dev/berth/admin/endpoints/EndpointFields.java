package dev.berth.admin.endpoints;

import dev.berth.admin.problem.Fields;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.Listener.Proxy;
import dev.berth.endpoint.Listener.Tls;
import dev.berth.endpoint.NewEndpoint;
import dev.berth.endpoint.PassiveRange;
import dev.berth.endpoint.Signal;
import dev.berth.tenant.Slug;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Endpoints as requests bring them.
public final class EndpointFields {

    private static final int MOST = 100;

    private static final String TLS =
            "one of " + Arrays.stream(Tls.values()).map(EndpointJson::name).collect(Collectors.joining(", "));

    private EndpointFields() {}

    /// One control port.
    public static Optional<Listener> listener(Fields fields) {
        Optional<Integer> port = fields.number("port", "a whole number from 1 to 65535", 1, 65_535);
        Tls tls = fields.optional("tls", TLS, EndpointFields::tls).orElse(Tls.NONE);
        Proxy proxy = fields.optional("proxy", "off or required", EndpointFields::proxy)
                .orElse(Proxy.OFF);
        List<Signal> tenantBy =
                fields.texts("tenantBy", "one of " + Signal.WORDS, Signal.values().length, Signal::parse);
        return port.map(number -> new Listener(number, tls, proxy, Set.copyOf(tenantBy)));
    }

    static Optional<NewEndpoint> endpoint(Fields fields) {
        Optional<String> name = fields.required("name", Slug.RULE, text -> new Slug(text).value());
        List<Listener> listeners = fields.objects("listeners", "a control port", MOST, EndpointFields::listener);
        Optional<PassiveRange> pool = fields.optional("sharedPool", PassiveRange.RULE, PassiveRange::parse);
        return name.map(given -> new NewEndpoint(given, listeners, pool));
    }

    private static Tls tls(String text) {
        return Arrays.stream(Tls.values())
                .filter(tls -> EndpointJson.name(tls).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not " + TLS));
    }

    private static Proxy proxy(String text) {
        return switch (text) {
            case "off" -> Proxy.OFF;
            case "required" -> Proxy.REQUIRED;
            default -> throw new IllegalArgumentException("no such mode");
        };
    }
}
