package dev.berth.account;

/// A user name, unique in its tenant and compared exactly, letter case included.
///
/// @param value 1 to 128 characters, none of them a control character
public record UserName(String value) {

    /// The rule in words, for messages.
    public static final String RULE = "1 to 128 characters, none of them a control character";

    public UserName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a user name is " + RULE);
        }
    }

    /// Whether `text` may be a user name.
    public static boolean isValid(String text) {
        return !text.isEmpty() && text.length() <= 128 && text.chars().noneMatch(Character::isISOControl);
    }

    @Override
    public String toString() {
        return value;
    }
}
