package dev.berth.transfer;

import java.nio.ByteBuffer;

/// The conversion of TYPE A (RFC 959 §3.1.1.1): lines end with CR LF on the wire and with LF on the disk. One
/// instance converts one transfer, piece by piece.
public final class LineEnds {

    private static final byte CR = '\r';
    private static final byte LF = '\n';

    private boolean afterReturn;

    /// At the beginning of a file.
    public LineEnds() {
        this(false);
    }

    /// In the midst of a file.
    ///
    /// @param afterReturn whether a CR came before
    public LineEnds(boolean afterReturn) {
        this.afterReturn = afterReturn;
    }

    /// To the wire: a LF without a CR before it gets one.
    public ByteBuffer toWire(ByteBuffer disk) {
        byte[] from = octets(disk);
        byte[] to = new byte[from.length * 2];
        int length = 0;
        boolean returned = afterReturn;
        for (byte octet : from) {
            if (octet == LF && !returned) {
                to[length++] = CR;
            }
            to[length++] = octet;
            returned = octet == CR;
        }
        afterReturn = returned;
        return ByteBuffer.wrap(to, 0, length);
    }

    /// To the disk: a CR right before a LF is left out; any other CR stays.
    public ByteBuffer toDisk(ByteBuffer wire) {
        byte[] from = octets(wire);
        byte[] to = new byte[from.length + 1];
        int length = 0;
        boolean returned = afterReturn;
        for (byte octet : from) {
            if (returned && octet != LF) {
                to[length++] = CR;
            }
            returned = octet == CR;
            if (!returned) {
                to[length++] = octet;
            }
        }
        afterReturn = returned;
        return ByteBuffer.wrap(to, 0, length);
    }

    /// What [#toDisk] still holds back at the end: a CR that was the last octet.
    public ByteBuffer rest() {
        return afterReturn ? ByteBuffer.wrap(new byte[] {CR}) : ByteBuffer.allocate(0);
    }

    /// How many octets [#toWire] will add to this piece; counts on as it would.
    public long added(ByteBuffer disk) {
        long added = 0;
        while (disk.hasRemaining()) {
            byte octet = disk.get();
            if (octet == LF && !afterReturn) {
                added++;
            }
            afterReturn = octet == CR;
        }
        return added;
    }

    /// A loop over an array costs a tenth of one over a buffer.
    private static byte[] octets(ByteBuffer buffer) {
        byte[] octets = new byte[buffer.remaining()];
        buffer.get(octets);
        return octets;
    }
}
