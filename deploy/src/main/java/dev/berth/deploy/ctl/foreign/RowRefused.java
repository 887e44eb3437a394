package dev.berth.deploy.ctl.foreign;

/// Why no account can be made of a row: its field and the rule, with the value where that is no secret.
final class RowRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    RowRefused(String sentence) {
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    RowRefused(String field, String value, String rule) {
        this(field + " = " + value + ": " + rule);
    }

    String sentence() {
        return sentence;
    }
}
