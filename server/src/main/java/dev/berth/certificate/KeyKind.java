package dev.berth.certificate;

/// The kind of a certificate's key.
public enum KeyKind {
    RSA(0),
    P256(256),
    P384(384);

    private final int curveBits;

    KeyKind(int curveBits) {
        this.curveBits = curveBits;
    }

    /// The size of its elliptic curve; 0 if it has none.
    public int curveBits() {
        return curveBits;
    }
}
