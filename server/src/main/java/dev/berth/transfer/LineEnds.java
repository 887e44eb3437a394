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
        ByteBuffer wire = ByteBuffer.allocate(disk.remaining() * 2);
        while (disk.hasRemaining()) {
            byte octet = disk.get();
            if (octet == LF && !afterReturn) {
                wire.put(CR);
            }
            wire.put(octet);
            afterReturn = octet == CR;
        }
        return wire.flip();
    }

    /// To the disk: a CR right before a LF is left out; any other CR stays.
    public ByteBuffer toDisk(ByteBuffer wire) {
        ByteBuffer disk = ByteBuffer.allocate(wire.remaining() + 1);
        while (wire.hasRemaining()) {
            byte octet = wire.get();
            if (afterReturn && octet != LF) {
                disk.put(CR);
            }
            afterReturn = octet == CR;
            if (!afterReturn) {
                disk.put(octet);
            }
        }
        return disk.flip();
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
}
