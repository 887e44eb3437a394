package dev.berth.session;

/// In which character set the client writes names.
public enum Names {
    /// It did not say: in UTF-8, unless the tenant has a rule for clients like it.
    UNSAID,
    /// `OPTS UTF8 ON`.
    UTF8,
    /// `OPTS UTF8 OFF`: in the tenant's other character set.
    LEGACY
}
