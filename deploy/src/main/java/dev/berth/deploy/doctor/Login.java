package dev.berth.deploy.doctor;

/// A login that works once.
///
/// @param user the name, without what a shared listener wants behind it
/// @param password the password
public record Login(String user, String password) {

    /// Where logins come from.
    @FunctionalInterface
    public interface Source {
        /// A new one.
        Login next();
    }

    @Override
    public String toString() {
        return user + ":***";
    }
}
