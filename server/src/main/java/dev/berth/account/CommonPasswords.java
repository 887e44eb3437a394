package dev.berth.account;

import java.util.Locale;
import java.util.Set;

/// Passwords that are tried first: a few words and rows of keys, alone or with digits and signs around them, and
/// digits or letters that follow one another.
final class CommonPasswords {

    private static final Set<String> WORDS = Set.of("""
            abc access account admin administrator amanda andrea andrew angel anthony apple asdf asdfgh asdfghjk
            asdfghjkl ashley azerty bailey banana baseball basketball batman berth blink brandon buster
            butterfly camera changeme charlie cheese chelsea chocolate computer cookie daniel default demo dragon
            eagle element eminem fire flower football freedom friday ftp ftpuser gabriel ginger google guest
            hallo hammer hannah harley heaven hello hockey hunter iloveyou internet jasmine jennifer jessica jesus
            jordan joshua justin killer letmein liverpool login london lovely loveme maggie manager marina martin
            master matrix matthew mercedes michael michelle monday monkey monster mustang nicole nothing
            oliver orange pa pass passw passwd password passwort patrick peanut pepper pokemon princess purple
            qazwsx qwer qwert qwertz qwerty qwertzui qwertyui qwertyuiop qwertzuiop qazwsxedc ranger root
            samantha samsung scooter secret server shadow silver slipknot soccer spring starwars summer sunday
            sunshine super superman system taylor temp temporary test tester testing thomas thunder tigger tinkle
            trustno upload user vanessa welcome whatever william winter wordpress yamaha yellow zaq zxcvbn zxcvbnm
            """.strip().split("\\s+", -1));

    private static final int FEWEST_STEPS = 3;

    private CommonPasswords() {}

    static boolean contains(String password) {
        String text = password.toLowerCase(Locale.ROOT);
        return WORDS.contains(bare(text)) || WORDS.contains(bare(plain(text))) || isRow(text);
    }

    /// Without what stands around the letters.
    private static String bare(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && !Character.isLetter(text.charAt(from))) {
            from++;
        }
        while (to > from && !Character.isLetter(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /// With letters for the signs that stand for them.
    private static String plain(String text) {
        return text.replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('@', 'a')
                .replace('5', 's')
                .replace('$', 's')
                .replace('7', 't');
    }

    /// Whether each character is the one before, or follows it, in nearly all places: `11111111`, `12345678`,
    /// `abcdefgh`, `123123123`.
    private static boolean isRow(String text) {
        int breaks = 0;
        for (int i = 1; i < text.length(); i++) {
            if (Math.abs(text.charAt(i) - text.charAt(i - 1)) > 1) {
                breaks++;
            }
        }
        return breaks <= text.length() / FEWEST_STEPS - 1;
    }
}
