package dev.berth.jdbc;

/// The digits of `crypt(3)`: `./0-9A-Za-z`, six bits each, the lowest first.
final class Crypt64 {

    private static final String DIGITS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private Crypt64() {}

    /// The number that some digits write.
    ///
    /// @throws IllegalArgumentException if one of them is no digit
    static int number(String digits) {
        int value = 0;
        for (int i = digits.length() - 1; i >= 0; i--) {
            int digit = DIGITS.indexOf(digits.charAt(i));
            if (digit < 0) {
                throw new IllegalArgumentException("the hash has a character that crypt(3) does not use");
            }
            value = (value << 6) | digit;
        }
        return value;
    }

    /// Writes octets, three in four digits and fewer in as many as they need.
    static String write(byte[] octets) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < octets.length; i += 3) {
            int count = Math.min(3, octets.length - i);
            int bits = 0;
            for (int j = 0; j < count; j++) {
                bits |= (octets[i + j] & 0xff) << (8 * j);
            }
            for (int j = 0; j <= count; j++) {
                text.append(DIGITS.charAt((bits >>> (6 * j)) & 0x3f));
            }
        }
        return text.toString();
    }
}
