package dev.berth.plan;

/// What new accounts of a tenant get that are made without saying otherwise.
///
/// @param settings members of an account as the admin API writes them, in JSON
/// @param allowance what each of them may do only so much of
public record AccountDefaults(String settings, Allowance allowance) {

    /// What stands for the name of its user in the home of an account.
    public static final String USER = "{user}";

    /// As if nothing had been said.
    public static final AccountDefaults NONE = new AccountDefaults("{}", Allowance.NONE);
}
