package dev.berth.deploy.ctl.foreign;

/// Why no account can be made of a row: its field and the rule. Never the value: in a line that has a field too many or
/// too few, any of them may be the password.
final class RowRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    RowRefused(String sentence) {
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    RowRefused(String field, String rule) {
        this(field + " " + rule);
    }

    String sentence() {
        return sentence;
    }
}
