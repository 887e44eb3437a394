package dev.berth.deploy.ctl.foreign;

import java.util.Arrays;
import java.util.regex.Pattern;

/// Hashes that are found in files of other servers and that servers refuse, by name.
public enum HashKind {
    YESCRYPT("yescrypt", "\\$y\\$.*"),
    GOST_YESCRYPT("gost-yescrypt", "\\$gy\\$.*"),
    SUN_MD5("sunmd5", "\\$md5[,$].*"),
    SHA1_CRYPT("sha1crypt", "\\$sha1\\$.*"),
    NT("NT", "\\$3\\$.*"),
    BSDI("bsdicrypt", "_[./A-Za-z0-9]{19}"),
    DES("descrypt", "[./A-Za-z0-9]{13}"),
    MD5("MD5 in hexadecimal", "[0-9a-fA-F]{32}"),
    MYSQL("MySQL's password()", "[0-9a-fA-F]{40}"),
    SCHEME("a scheme in braces", "\\{.*");

    private final String name;
    private final Pattern form;

    HashKind(String name, String form) {
        this.name = name;
        this.form = Pattern.compile(form, Pattern.DOTALL);
    }

    /// Why the password of an account that a server refuses cannot be taken over; it does not contain it.
    public static String complaint(ForeignAccount account) {
        return account.password()
                .filter(password -> !password.clear())
                .map(password -> "format not supported: " + of(password.text()))
                .orElse("password is refused, it has 8 to 1024 characters");
    }

    private static String of(String hash) {
        return Arrays.stream(values())
                .filter(kind -> kind.form.matcher(hash).matches())
                .map(kind -> kind.name)
                .findFirst()
                .orElse("unknown, or malformed, or of too high a cost");
    }
}
