package dev.berth.endpoint;

import dev.berth.endpoint.Manners.StouText;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// An exception for some clients of a tenant. All conditions must hold; what it does not say is left to later rules.
///
/// @param client a part of what the client calls itself by CLNT or CSID, in any case; empty for whatever it says
/// @param network where the client comes from
/// @param account the name of the account; empty for all
/// @param extendedPassive whether EPSV is offered
/// @param allo the text of the reply to ALLO
/// @param zone whose clock LIST shows
/// @param charset of names, from the login on
/// @param stou the form of the 150 of STOU
public record MannerRule(
        Optional<String> client,
        ClientNetwork network,
        Optional<String> account,
        Optional<Boolean> extendedPassive,
        Optional<String> allo,
        Optional<ZoneId> zone,
        Optional<Charset> charset,
        Optional<StouText> stou) {

    boolean matches(String software, InetAddress address, String user) {
        return client.map(part -> lower(software).contains(lower(part))).orElse(true)
                && network.contains(address)
                && account.map(user::equals).orElse(true);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
