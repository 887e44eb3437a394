package dev.berth.protocol;

/// The representation type of RFC 959 §3.1.1.
public enum TransferType {
    /// Lines end with CR LF on the wire and with LF on the disk.
    ASCII("ASCII"),
    /// Octets as they are.
    IMAGE("BINARY");

    private final String label;

    TransferType(String label) {
        this.label = label;
    }

    /// What 150 replies call it.
    public String label() {
        return label;
    }
}
