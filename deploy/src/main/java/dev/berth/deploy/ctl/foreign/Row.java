package dev.berth.deploy.ctl.foreign;

/// What one line, record or element of a foreign file has turned out to be.
public sealed interface Row permits ForeignAccount, Row.Unreadable {

    /// Where it stands, such as `line 3`.
    String place();

    /// Whose it is; empty if that cannot be read.
    String user();

    /// A row that no account can be made of.
    ///
    /// @param why in words that name field and rule, and hold no password
    record Unreadable(String place, String user, String why) implements Row {}
}
