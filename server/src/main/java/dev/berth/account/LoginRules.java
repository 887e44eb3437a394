package dev.berth.account;

/// How an account may be logged in to.
///
/// @param ownPassword whether its user may choose another password
public record LoginRules(boolean ownPassword) {

    /// Unless something else is said.
    public static final LoginRules USUAL = new LoginRules(true);
}
