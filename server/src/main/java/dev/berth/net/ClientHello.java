package dev.berth.net;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The client's first message, as far as the choice of a certificate depends on it (RFC 8446 §4.1.2).
///
/// @param serverName the name that it asks for (SNI, RFC 6066 §3), in lower case
/// @param protocols what it wants to speak inside (ALPN, RFC 7301 §3.1); empty if it does not say
/// @param suites the numbers of its cipher suites
/// @param signatures the numbers of the signature schemes that it can verify (RFC 8446 §4.2.3)
/// @param newest the newest version that it speaks, such as 0x0304 for TLS 1.3
public record ClientHello(
        Optional<String> serverName, List<String> protocols, Set<Integer> suites, Set<Integer> signatures, int newest) {

    /// One that says nothing.
    public static final ClientHello EMPTY = new ClientHello(Optional.empty(), List.of(), Set.of(), Set.of(), 0);

    private static final int SERVER_NAME = 0;
    private static final int SIGNATURE_ALGORITHMS = 13;
    private static final int APPLICATION_PROTOCOLS = 16;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int VERSION_AND_RANDOM = 34;
    private static final int TLS_1_2 = 0x0303;
    private static final int TLS_1_3 = 0x0304;
    private static final int ECDSA_P256 = 0x0403;
    private static final int ECDSA_P384 = 0x0503;
    private static final int LONGEST_NAME = 253;

    public ClientHello {
        protocols = List.copyOf(protocols);
        suites = Set.copyOf(suites);
        signatures = Set.copyOf(signatures);
    }

    /// Whether the client can be answered with an ECDSA certificate.
    ///
    /// @param bits the size of the curve: 256 or 384
    public boolean takesEcdsa(int bits) {
        return signatures.contains(bits > 256 ? ECDSA_P384 : ECDSA_P256)
                && (newest >= TLS_1_3 || suites.stream().anyMatch(ClientHello::isEcdsaSuite));
    }

    /// `TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256`, `.._AES_256_GCM_SHA384` and `.._CHACHA20_POLY1305_SHA256`.
    private static boolean isEcdsaSuite(int suite) {
        return suite == 0xC02B || suite == 0xC02C || suite == 0xCCA9;
    }

    /// Reads the body of the message.
    ///
    /// @throws IndexOutOfBoundsException if it is cut short
    static ClientHello parse(ByteBuf body) {
        ByteBuf in = body.slice();
        int version = in.getUnsignedShort(in.readerIndex());
        in.skipBytes(VERSION_AND_RANDOM);
        in.skipBytes(in.readUnsignedByte());
        Set<Integer> suites = numbers(in.readSlice(in.readUnsignedShort()));
        in.skipBytes(in.readUnsignedByte());
        return in.isReadable()
                ? extended(in.readSlice(in.readUnsignedShort()), suites, version)
                : new ClientHello(Optional.empty(), List.of(), suites, Set.of(), version);
    }

    private static ClientHello extended(ByteBuf extensions, Set<Integer> suites, int version) {
        Optional<String> name = Optional.empty();
        List<String> protocols = List.of();
        Set<Integer> signatures = Set.of();
        int newest = Math.min(version, TLS_1_2);
        while (extensions.isReadable()) {
            int type = extensions.readUnsignedShort();
            ByteBuf content = extensions.readSlice(extensions.readUnsignedShort());
            switch (type) {
                case SERVER_NAME -> name = name(content);
                case SIGNATURE_ALGORITHMS -> signatures = numbers(content.readSlice(content.readUnsignedShort()));
                case APPLICATION_PROTOCOLS -> protocols = protocols(content.readSlice(content.readUnsignedShort()));
                case SUPPORTED_VERSIONS ->
                    newest = numbers(content.readSlice(content.readUnsignedByte()))
                                    .contains(TLS_1_3)
                            ? TLS_1_3
                            : newest;
                default -> {}
            }
        }
        return new ClientHello(name, protocols, suites, signatures, newest);
    }

    private static Optional<String> name(ByteBuf content) {
        if (content.readableBytes() < 2) {
            return Optional.empty();
        }
        ByteBuf names = content.readSlice(content.readUnsignedShort());
        while (names.isReadable()) {
            int type = names.readUnsignedByte();
            ByteBuf name = names.readSlice(names.readUnsignedShort());
            if (type == 0 && name.readableBytes() <= LONGEST_NAME) {
                return Optional.of(name.toString(StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT));
            }
        }
        return Optional.empty();
    }

    private static List<String> protocols(ByteBuf list) {
        List<String> protocols = new ArrayList<>();
        while (list.isReadable()) {
            protocols.add(list.readSlice(list.readUnsignedByte()).toString(StandardCharsets.ISO_8859_1));
        }
        return protocols;
    }

    private static Set<Integer> numbers(ByteBuf list) {
        Set<Integer> numbers = new HashSet<>();
        while (list.readableBytes() >= 2) {
            numbers.add(list.readUnsignedShort());
        }
        return numbers;
    }
}
