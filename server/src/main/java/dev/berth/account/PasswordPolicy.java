package dev.berth.account;

import java.util.Locale;
import java.util.Optional;

/// What a password must be that people choose for themselves. What administrators set is theirs to judge.
///
/// @param shortest how many characters it has at least
/// @param common whether the most common ones are allowed
public record PasswordPolicy(int shortest, boolean common) {

    private static final int LONGEST = 1_024;
    private static final int SHORTEST_NAME = 4;

    /// What is wrong with a password.
    ///
    /// @return the rule that it breaks, for whoever has chosen it; empty if it may be used
    public Optional<String> objection(UserName user, Secret wanted) {
        String text = wanted.value();
        int length = text.codePointCount(0, text.length());
        if (length < shortest || text.length() > LONGEST) {
            return Optional.of("A password has " + shortest + " to " + LONGEST + " characters");
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) || c == 0xFFFD)) {
            return Optional.of("A password is text, in UTF-8 and without control characters");
        }
        if (contains(text, user)) {
            return Optional.of("A password must not have the user name in it");
        }
        return common || !CommonPasswords.contains(text)
                ? Optional.empty()
                : Optional.of("That password is one of the most common ones");
    }

    /// A very short name may be in it by chance.
    private static boolean contains(String text, UserName user) {
        String password = text.toLowerCase(Locale.ROOT);
        String name = user.value().toLowerCase(Locale.ROOT);
        return name.length() < SHORTEST_NAME ? password.equals(name) : password.contains(name);
    }
}
