package dev.berth.transfer;

import java.util.Optional;

/// Counts what each account and each client address waits for, and gives none of them more than it may have. May be
/// used from any thread.
final class PartySeats {

    private final Seats accounts;
    private final Seats addresses;
    private final Seats addressesOfTenants;

    /// @param perAccount how many data connections one account may wait for
    /// @param perAddress how many one client address may wait for
    PartySeats(int perAccount, int perAddress) {
        this.accounts = new Seats(perAccount);
        this.addresses = new Seats(perAddress);
        this.addressesOfTenants = new Seats(perAddress);
    }

    /// Counts one more, wholly or not at all.
    ///
    /// @return why not, if it may not
    Optional<PortRefusal> take(Ticket.Party party) {
        if (!accounts.take(party.account(), party.limits().perAccount().orElse(Integer.MAX_VALUE))) {
            return Optional.of(PortRefusal.ACCOUNT_LIMIT);
        }
        if (!addresses.take(party.client())) {
            accounts.leave(party.account());
            return Optional.of(PortRefusal.ADDRESS_LIMIT);
        }
        if (!addressesOfTenants.take(
                party.atTenant(), party.limits().perAddress().orElse(Integer.MAX_VALUE))) {
            accounts.leave(party.account());
            addresses.leave(party.client());
            return Optional.of(PortRefusal.ADDRESS_LIMIT);
        }
        return Optional.empty();
    }

    /// Counts one less.
    void leave(Ticket.Party party) {
        accounts.leave(party.account());
        addresses.leave(party.client());
        addressesOfTenants.leave(party.atTenant());
    }
}
