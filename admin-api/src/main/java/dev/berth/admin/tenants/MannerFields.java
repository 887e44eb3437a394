package dev.berth.admin.tenants;

import dev.berth.admin.problem.Fields;
import dev.berth.endpoint.ClientNetwork;
import dev.berth.endpoint.MannerRule;
import dev.berth.endpoint.Manners.StouText;
import dev.berth.endpoint.TenantManners;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Manners as requests bring them.
public final class MannerFields {

    private static final int MOST = 100;
    private static final int LONGEST = 200;
    private static final int LONGEST_ACCOUNT = 128;

    private MannerFields() {}

    /// Reads manners.
    public static Optional<TenantManners> manners(Fields fields) {
        var zone = fields.optional("timeZone", TenantManners.ZONE_RULE, TenantManners::parseZone);
        var charset = fields.optional("charset", TenantManners.CHARSET_RULE, TenantManners::parseCharset);
        var greeting = fields.optional("greeting", "1 to 200 characters", text -> text(text, LONGEST));
        List<MannerRule> rules = fields.objects("rules", "one exception", MOST, MannerFields::rule);
        return Optional.of(new TenantManners(greeting, zone.orElse(TenantManners.USUAL.zone()), charset, rules));
    }

    private static Optional<MannerRule> rule(Fields fields) {
        return Optional.of(new MannerRule(
                fields.optional("client", "1 to 200 characters of what CLNT or CSID says", text -> text(text, LONGEST)),
                fields.optional("clients", ClientNetwork.RULE, ClientNetwork::parse)
                        .orElse(ClientNetwork.ANY),
                fields.optional("account", "the name of an account", text -> text(text, LONGEST_ACCOUNT)),
                fields.optional("epsv", "on or off", MannerFields::onOrOff),
                fields.optional("alloText", "1 to 200 characters", text -> text(text, LONGEST)),
                fields.optional("timeZone", TenantManners.ZONE_RULE, TenantManners::parseZone),
                fields.optional("charset", TenantManners.CHARSET_RULE, TenantManners::parseCharset),
                fields.optional("stouText", "file or for", text -> StouText.valueOf(text.toUpperCase(Locale.ROOT)))));
    }

    private static String text(String text, int longest) {
        if (text.isBlank() || text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not a line of text");
        }
        return text;
    }

    private static boolean onOrOff(String text) {
        return switch (text) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("neither on nor off");
        };
    }
}
