package dev.berth.transcript;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// What a transcript says must come: `...` within a line stands for anything, a line `...` for any number of lines.
final class Expectation {

    private static final String ANYTHING = "...";

    private final List<Integer> codes;
    private final Pattern form;

    private Expectation(List<Integer> codes, Pattern form) {
        this.codes = codes;
        this.form = form;
    }

    /// A reply.
    ///
    /// @param lines what stood behind the `S>`
    static Expectation reply(List<String> lines) {
        String first = lines.getFirst();
        int end = 0;
        while (end < first.length() && (Character.isDigit(first.charAt(end)) || first.charAt(end) == '|')) {
            end++;
        }
        List<Integer> codes = Arrays.stream(first.substring(0, end).split("\\|", -1))
                .map(Integer::valueOf)
                .toList();
        if (end == first.length()) {
            return new Expectation(codes, Pattern.compile("(?s).*"));
        }
        List<String> forms = new ArrayList<>();
        forms.add("\\d{3}" + form(first.substring(end)));
        boolean open = false;
        for (String line : lines.subList(1, lines.size())) {
            if (line.equals(ANYTHING)) {
                forms.add("(?:[^\n]*\n)*?");
                open = true;
            } else {
                forms.add(form(line));
                open = false;
            }
        }
        if (open) {
            throw new IllegalArgumentException("a reply ends with its code: " + first);
        }
        var whole = new StringBuilder();
        for (int i = 0; i < forms.size(); i++) {
            whole.append(forms.get(i));
            boolean isLast = i == forms.size() - 1;
            whole.append(isLast || forms.get(i).endsWith("*?") ? "" : "\n");
        }
        return new Expectation(codes, Pattern.compile(whole.toString()));
    }

    /// Data.
    ///
    /// @param pieces lines with their CRLF, or octets without
    static Expectation data(List<String> pieces) {
        var whole = new StringBuilder();
        for (String piece : pieces) {
            whole.append(piece.equals(ANYTHING + "\r\n") ? "(?s:.*)" : form(piece));
        }
        return new Expectation(List.of(), Pattern.compile(whole.toString()));
    }

    boolean matches(Answer answer) {
        return codes.contains(answer.code()) && form.matcher(answer.text()).matches();
    }

    boolean matches(String data) {
        return form.matcher(data).matches();
    }

    private static String form(String text) {
        var form = new StringBuilder();
        int start = 0;
        for (int dots = text.indexOf(ANYTHING); dots >= 0; dots = text.indexOf(ANYTHING, start)) {
            form.append(Pattern.quote(text.substring(start, dots))).append("[^\\r\\n]*");
            start = dots + ANYTHING.length();
        }
        return form.append(Pattern.quote(text.substring(start))).toString();
    }
}
