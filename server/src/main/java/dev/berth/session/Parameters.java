package dev.berth.session;

import dev.berth.protocol.Fact;
import dev.berth.protocol.TransferType;
import dev.berth.transfer.DataPort;
import dev.berth.transfer.Protection;
import java.util.Set;

/// What TYPE, PASV, PORT, EPSV and OPTS have set; the same before and after login (RFC 959 §5.1 gives the
/// defaults).
///
/// @param type the representation of files
/// @param dataPort where the next data connection will be
/// @param extendedOnly `EPSV ALL` was sent: PORT, PASV and EPRT are refused from now on (RFC 2428 §4)
/// @param facts what MLST and MLSD tell
/// @param preferences what younger verbs have set
/// @param protection what AUTH, PBSZ and PROT have set: what TLS protects
public record Parameters(
        TransferType type,
        DataPort dataPort,
        boolean extendedOnly,
        Set<Fact> facts,
        Preferences preferences,
        Protection protection) {

    /// At the greeting.
    public static final Parameters INITIAL = new Parameters(
            TransferType.ASCII, new DataPort.None(), false, Fact.ALL, Preferences.INITIAL, new Protection.Clear());

    public Parameters {
        facts = Set.copyOf(facts);
    }

    /// After TYPE.
    public Parameters with(TransferType other) {
        return new Parameters(other, dataPort, extendedOnly, facts, preferences, protection);
    }

    /// After PASV, PORT and their like, and after each transfer.
    public Parameters with(DataPort other) {
        return new Parameters(type, other, extendedOnly, facts, preferences, protection);
    }

    /// After OPTS MLST.
    public Parameters with(Set<Fact> other) {
        return new Parameters(type, dataPort, extendedOnly, other, preferences, protection);
    }

    /// After EPSV ALL.
    public Parameters onlyExtended() {
        return new Parameters(type, dataPort, true, facts, preferences, protection);
    }

    /// After CLNT, SITE IDLE and their like.
    public Parameters with(Preferences other) {
        return new Parameters(type, dataPort, extendedOnly, facts, other, protection);
    }

    /// After AUTH, PBSZ, PROT and CCC.
    public Parameters with(Protection other) {
        return new Parameters(type, dataPort, extendedOnly, facts, preferences, other);
    }

    /// After REIN: as at the greeting. TLS belongs to the connection and not to the user.
    public Parameters reinitialised() {
        return INITIAL.with(protection.reinitialised());
    }
}
