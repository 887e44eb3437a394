package dev.berth.admin.operation;

import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Problem;
import dev.berth.endpoint.ClientNetwork;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// Values of filters.
public final class Filters {

    private Filters() {}

    /// Reads `true` or `false`.
    ///
    /// @throws Problem 422 if it is neither
    public static boolean truth(String name, String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.invalid(List.of(FieldFault.of(name, value, "true or false")));
        };
    }

    /// The literal address of a filter, if it was given. No name is ever looked up.
    ///
    /// @throws Problem 422 if it is none
    public static Optional<InetAddress> address(Call call, String name) {
        return call.filter(name).map(text -> {
            try {
                ClientNetwork one = ClientNetwork.parse(text);
                if (text.indexOf('/') < 0 && !one.equals(ClientNetwork.ANY)) {
                    return one.address();
                }
            } catch (IllegalArgumentException _) {
                // Named below.
            }
            throw Problem.invalid(List.of(FieldFault.of(name, text, "an address, IPv4 or IPv6")));
        });
    }
}
