package dev.berth.jdbc;

import dev.berth.account.Account;
import dev.berth.account.AccountId;
import dev.berth.account.Secret;
import dev.berth.tenant.TenantId;
import dev.berth.tls.KeySeal;
import dev.berth.tls.UnusableCertificate;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// The second factors of accounts, as logins need them.
///
/// @param seal opens their secrets; where there is none, no code is right
record SecondFactorRows(Statements statements, Optional<KeySeal> seal) {

    /// A step that was used makes itself and all before it useless, for whoever asks at the same time as well.
    private static final String SPEND =
            "update second_factor set last_step = ? where tenant_id = ? and account_id = ? and last_step < ?";

    SecondFactorRows {
        var _ = Totp.stepOf(
                "", new byte[Totp.SECRET_OCTETS], Instant.EPOCH); // loads what an event loop must not wait for
    }

    /// What an account has, sealed.
    record Sealed(Buffer octets) {

        @Override
        public String toString() {
            return "***";
        }
    }

    /// What was given, taken apart: the code is at the end.
    record Given(Secret password, String code) {

        static Given of(Secret both) {
            String text = both.value();
            int end = Math.max(0, text.length() - Totp.DIGITS);
            return new Given(new Secret(text.substring(0, end)), text.substring(end));
        }

        @Override
        public String toString() {
            return "***";
        }
    }

    /// Uses a code up.
    ///
    /// @return whether it was right, and nobody had used it
    Future<Boolean> spend(Account account, Sealed sealed, String code) {
        OptionalLong step =
                seal.map(opening -> stepOf(opening, account, sealed, code)).orElse(OptionalLong.empty());
        if (step.isEmpty()) {
            return Future.succeededFuture(false);
        }
        TenantId tenant = account.tenant().id();
        return statements
                .rows(
                        Scope.of(tenant),
                        SPEND,
                        step.getAsLong(),
                        tenant.value(),
                        account.id().value(),
                        step.getAsLong())
                .map(done -> done.rowCount() == 1);
    }

    private static OptionalLong stepOf(KeySeal opening, Account account, Sealed sealed, String code) {
        try {
            byte[] secret = opening.open(
                    sealed.octets().getBytes(), purpose(account.tenant().id(), account.id()));
            return Totp.stepOf(code, secret, Instant.now());
        } catch (UnusableCertificate _) {
            return OptionalLong.empty(); // sealed by a key that this node has not
        }
    }

    /// What a secret is sealed for: it opens for this account and no other.
    static String purpose(TenantId tenant, AccountId account) {
        return "second factor of account " + account + " of tenant " + tenant;
    }
}
