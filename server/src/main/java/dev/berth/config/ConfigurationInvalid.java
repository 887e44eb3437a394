package dev.berth.config;

import java.util.List;
import java.util.stream.Collectors;

/// The configuration breaks rules. The message has one line for each fault, with key, value and rule.
public final class ConfigurationInvalid extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /// @param faults all of them; at least one
    public ConfigurationInvalid(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /// Everything that is wrong, in the order in which the settings are documented.
    public List<Fault> faults() {
        return faults;
    }
}
