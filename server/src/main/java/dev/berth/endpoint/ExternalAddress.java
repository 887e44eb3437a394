package dev.berth.endpoint;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/// What a 227 reply advertises.
public sealed interface ExternalAddress {

    /// The rule in words, for messages.
    String RULE = "auto, listener, an IPv4 address or a DNS name";

    Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+");

    /// The address that the client dialled: the PROXY destination if there is one, else the control socket's own.
    record Auto() implements ExternalAddress {
        @Override
        public String toString() {
            return "auto";
        }
    }

    /// The control socket's own address, whatever a PROXY header says.
    record ListenerAddress() implements ExternalAddress {
        @Override
        public String toString() {
            return "listener";
        }
    }

    /// A fixed address.
    record Fixed(Inet4Address address) implements ExternalAddress {
        @Override
        public String toString() {
            return address.getHostAddress();
        }
    }

    /// A DNS name, resolved in the background.
    record Name(String name) implements ExternalAddress {
        @Override
        public String toString() {
            return name;
        }
    }

    /// Reads `auto`, `listener`, `203.0.113.5` or `ftp.example.net`; looks nothing up.
    ///
    /// @throws IllegalArgumentException if the text breaks [#RULE]
    static ExternalAddress parse(String text) {
        return switch (text) {
            case "auto" -> new Auto();
            case "listener" -> new ListenerAddress();
            default -> literalOrName(text);
        };
    }

    private static ExternalAddress literalOrName(String text) {
        if (IPV4.matcher(text).matches()) {
            try {
                return new Fixed((Inet4Address) InetAddress.getByName(text));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("an external address is " + RULE, e);
            }
        }
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("an external address is " + RULE);
        }
        return new Name(text);
    }
}
