package dev.berth.jdbc;

import static dev.berth.endpoint.DirectoryContract.refusal;
import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.account.Accounts;
import dev.berth.account.AccountsContract;
import dev.berth.account.AppPassword.Bounds;
import dev.berth.account.Authenticator;
import dev.berth.account.LoginRefused;
import dev.berth.account.LoginRefused.Reason;
import dev.berth.account.Permission;
import dev.berth.account.SecondFactors;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import dev.berth.tls.KeySeal;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Second factors, on whichever database the fixture is.
interface JdbcSecondFactorContract {

    UserName CAT = new UserName("cat");
    Optional<KeySeal> SEAL = Optional.of(KeySeal.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));

    /// `openssl passwd -1 -salt abcdefgh s3cret`
    String OLD_HASH = "$1$abcdefgh$7.vq19w/w3Vm.hk1FOA7Q/";

    DatabaseFixture fixture();

    Accounts accounts();

    Authenticator authenticator();

    TenantId tenant(String slug);

    long verifications();

    private SecondFactors factors() {
        return new JdbcSecondFactors(fixture().database(), SEAL);
    }

    @Test
    default void one_comes_back_sealed_for_its_user_and_for_no_other() {
        TenantId north = tenant("north");
        await(accounts().create(north, AccountsContract.account("cat", "s3cret")));
        await(accounts().create(north, AccountsContract.account("dog", "s3cret")));
        SecondFactors.Issued issued = await(factors().issue(north, CAT));
        String sealed = await(factors().sealed(north)).get(CAT);
        var slug = new Slug("north");
        var dog = new UserName("dog");
        assertThat(factors().opens(slug, CAT, sealed)).isTrue();
        assertThat(factors().opens(slug, dog, sealed)).isFalse();
        assertThat(factors().opens(new Slug("south"), CAT, sealed)).isFalse();
        assertThat(factors().opens(slug, CAT, "?")).isFalse();
        assertThat(refusal(factors().restore(north, CAT, sealed)).reason()).isEqualTo(DirectoryRefused.Reason.CONFLICT);
        assertThat(refusal(factors().restore(north, dog, sealed)).field()).isEqualTo("sealedFactor");
        await(factors().remove(north, CAT));
        await(factors().restore(north, CAT, sealed));
        assertThat(refused(authenticator(), north, "s3cret" + code(issued.secret(), 0)))
                .isPresent();
        assertThat(refused(authenticator(), north, "s3cret" + code(issued.secret(), 1)))
                .isEmpty();
    }

    /// A code as an authenticator app makes it from what the administrator was shown.
    private static String code(Secret base32, long later) {
        var number = BigInteger.ZERO;
        for (char c : base32.value().toCharArray()) {
            number = number.shiftLeft(5).add(BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c)));
        }
        byte[] octets = number.toByteArray();
        byte[] secret = new byte[20];
        int length = Math.min(octets.length, secret.length);
        System.arraycopy(octets, octets.length - length, secret, secret.length - length, length);
        return Totp.code(secret, Totp.step(Instant.now()) + later);
    }

    private static Optional<Reason> refused(Authenticator authenticator, TenantId tenant, String given) {
        return Optional.ofNullable(catchThrowableOfType(
                        LoginRefused.class, () -> await(authenticator.authenticate(tenant, CAT, new Secret(given)))))
                .map(LoginRefused::reason);
    }

    private SecondFactors.Issued issued(TenantId tenant) {
        await(accounts().create(tenant, AccountsContract.account("cat", "s3cret")));
        return await(factors().issue(tenant, CAT));
    }

    @Test
    default void a_password_opens_only_with_a_code_behind_it_and_each_code_once() {
        TenantId north = tenant("north");
        Authenticator authenticator = authenticator();
        await(accounts().create(north, AccountsContract.account("cat", "s3cret")));
        assertThat(refused(authenticator, north, "s3cret")).as("remembered").isEmpty();
        SecondFactors.Issued issued = await(factors().issue(north, CAT));
        assertThat(issued.toString()).doesNotContain(issued.secret().value());
        long before = verifications();
        List<String> wrong = Stream.of(
                        "",
                        "000000",
                        "s3cret",
                        "wrong" + code(issued.secret(), 0),
                        "s3cret" + code(issued.secret(), 3),
                        "s3cret" + code(issued.secret(), -3),
                        "s3cret" + code(issued.secret(), 0) + " ",
                        "s3cret " + code(issued.secret(), 0))
                .toList();
        for (String given : wrong) {
            assertThat(refused(authenticator, north, given)).as(given).contains(Reason.WRONG_CREDENTIALS);
        }
        assertThat(verifications() - before).isEqualTo(wrong.size());
        String right = "s3cret" + code(issued.secret(), 0);
        assertThat(await(authenticator.authenticate(north, CAT, new Secret(right)))
                        .user())
                .isEqualTo(CAT);
        assertThat(refused(authenticator, north, right)).contains(Reason.WRONG_CREDENTIALS);
        assertThat(refused(authenticator(), north, right)).as("another node").contains(Reason.WRONG_CREDENTIALS);
        assertThat(refused(authenticator, north, "s3cret")).contains(Reason.WRONG_CREDENTIALS);
        assertThat(refused(authenticator, north, "s3cret" + code(issued.secret(), 1)))
                .isEmpty();
        assertThat(refused(authenticator, north, "s3cret" + code(issued.secret(), 0)))
                .as("an earlier one")
                .contains(Reason.WRONG_CREDENTIALS);
        assertThat(await(factors().of(north, CAT)).used()).isPresent();
        await(factors().remove(north, CAT));
        assertThat(refused(authenticator, north, "s3cret")).isEmpty();
    }

    @Test
    default void of_many_that_use_a_code_at_once_one_is_let_in() {
        TenantId north = tenant("north");
        SecondFactors.Issued issued = issued(north);
        var given = new Secret("s3cret" + code(issued.secret(), 0));
        List<Future<Boolean>> all = Stream.generate(this::authenticator)
                .limit(8)
                .map(node -> node.authenticate(north, CAT, given).map(true).otherwise(false))
                .toList();
        await(Future.join(all));
        assertThat(all.stream().filter(Future::result)).hasSize(1);
    }

    @Test
    default void an_app_password_needs_no_code_and_a_certificate_none() {
        TenantId north = tenant("north");
        SecondFactors.Issued issued = issued(north);
        var bounds = new Bounds("/", Permission.USUAL, List.of(), Optional.empty());
        Secret app = await(new JdbcAppPasswords(fixture().database()).issue(north, CAT, "camera", bounds))
                .secret();
        assertThat(refused(authenticator(), north, app.value())).isEmpty();
        assertThat(refused(authenticator(), north, app.value() + code(issued.secret(), 0)))
                .contains(Reason.WRONG_CREDENTIALS);
        assertThat(await(authenticator().admit(north, CAT)).user()).isEqualTo(CAT);
    }

    @Test
    default void an_old_hash_is_made_anew_without_the_code() {
        TenantId north = tenant("north");
        SecondFactors.Issued issued = issued(north);
        fixture().run("update credential set hash = '" + OLD_HASH + "'");
        Authenticator authenticator = authenticator();
        assertThat(refused(authenticator, north, "s3cret" + code(issued.secret(), 0)))
                .isEmpty();
        assertThat(refused(authenticator, north, "s3cret" + code(issued.secret(), 1)))
                .isEmpty();
    }

    @Test
    default void without_the_key_that_sealed_it_no_code_is_right() {
        TenantId north = tenant("north");
        SecondFactors.Issued issued = issued(north);
        var sealed = new SecondFactorRows.Sealed(Buffer.buffer(new byte[40]));
        var cat = await(authenticator().admit(north, CAT));
        var rows = new SecondFactorRows(fixture().database().statements(), SEAL);
        assertThat(await(rows.spend(cat, sealed, code(issued.secret(), 0)))).isFalse();
        assertThat(refusal(new JdbcSecondFactors(fixture().database(), Optional.empty()).issue(north, CAT))
                        .rule())
                .contains("tls.sealingKeyFile");
        assertThat(refusal(factors().issue(tenant("south"), CAT)).reason())
                .isEqualTo(DirectoryRefused.Reason.NOT_FOUND);
    }
}
