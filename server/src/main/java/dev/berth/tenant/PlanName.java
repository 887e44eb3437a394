package dev.berth.tenant;

/// The name of a plan, unique on the whole system.
///
/// @param value of the form of a [Slug]
public record PlanName(String value) {

    /// The rule in words, for messages.
    public static final String RULE = Slug.RULE;

    public PlanName {
        if (!Slug.isValid(value)) {
            throw new IllegalArgumentException("the name of a plan is " + RULE);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
