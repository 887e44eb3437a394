package dev.berth.tenant;

/// A change of the directory, or a look into it, that was not done. It names the field, the value and the rule, in
/// words that may be shown to an administrator.
public final class DirectoryRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What kind of refusal.
    public enum Reason {
        /// No such thing.
        NOT_FOUND,
        /// There is one with that name already.
        ALREADY_EXISTS,
        /// It clashes with what another tenant or endpoint has.
        CONFLICT,
        /// The value breaks a rule.
        INVALID,
        /// The caller has seen an older state.
        STALE
    }

    private final Reason reason;
    private final String field;
    private final String value;
    private final String rule;

    /// @param field the name of the field in the request, such as `passive.ports`
    /// @param value what was given, as text
    /// @param rule what it should have been, as a sentence
    public DirectoryRefused(Reason reason, String field, String value, String rule) {
        super(field + " = " + value + ": " + rule, null, false, false);
        this.reason = reason;
        this.field = field;
        this.value = value;
        this.rule = rule;
    }

    /// What kind of refusal.
    public Reason reason() {
        return reason;
    }

    /// The field that is refused.
    public String field() {
        return field;
    }

    /// Its value.
    public String value() {
        return value;
    }

    /// The rule that it breaks, as a sentence.
    public String rule() {
        return rule;
    }
}
