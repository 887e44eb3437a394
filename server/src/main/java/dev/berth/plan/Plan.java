package dev.berth.plan;

import dev.berth.tenant.PlanName;

/// A plan as it is in force.
///
/// @param name how it is called
/// @param description what people say of it; may be empty
/// @param version from 1 on, with each change of the allowance the next
/// @param allowance what its tenants may do only so much of, where they have nothing of their own
/// @param tenants how many follow it
public record Plan(PlanName name, String description, int version, Allowance allowance, int tenants) {

    /// One to be made, or what one shall be.
    ///
    /// @param description at most [#LONGEST] characters
    public record Wanted(PlanName name, String description, Allowance allowance) {

        /// How many characters a description has at most.
        public static final int LONGEST = 300;

        /// The rule of a description in words, for messages.
        public static final String DESCRIPTION_RULE =
                "at most " + LONGEST + " characters, none of them a control character";

        /// @throws IllegalArgumentException if the description breaks [#DESCRIPTION_RULE]
        public Wanted {
            if (description.length() > LONGEST || description.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a description is " + DESCRIPTION_RULE);
            }
        }
    }
}
