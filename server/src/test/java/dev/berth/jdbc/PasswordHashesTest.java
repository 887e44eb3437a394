package dev.berth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.berth.account.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Hashes that other programs made; see `hashes/README.md`.
class PasswordHashesTest {

    private static final Secret RIGHT = new Secret("S3cret grüße");
    private static final Secret WRONG = new Secret("S3cret grüsse");

    private final PasswordHashes hashes = new PasswordHashes(DatabaseFixture.LOGIN);

    private static Stream<Arguments> all() throws IOException {
        try (InputStream file = PasswordHashesTest.class.getResourceAsStream("/hashes/hashes.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(line -> line.split("\t"))
                            .map(parts -> arguments(parts[0], parts[1]))
                            .toList()
                            .stream();
        }
    }

    private static Stream<Arguments> quick() throws IOException {
        return all().filter(line -> !isSlow(line));
    }

    private static Stream<Arguments> slow() throws IOException {
        return all().filter(PasswordHashesTest::isSlow);
    }

    private static boolean isSlow(Arguments line) {
        return line.get()[0].toString().startsWith("pure-pw");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("quick")
    void what_another_program_made_is_verified(String command, String hash) {
        hashes.requireSound(hash);
        assertThat(hashes.verify(RIGHT, hash)).as(command).isTrue();
        assertThat(hashes.verify(WRONG, hash)).as(command).isFalse();
        assertThat(hashes.isOutdated(hash)).as(command).isTrue();
        assertThat(hashes.isWeak(hash)).as(command).isEqualTo(hash.startsWith("$1$") || hash.startsWith("$apr1$"));
    }

    @Tag("slow")
    @ParameterizedTest(name = "{0}")
    @MethodSource("slow")
    void what_takes_seconds_is_verified_as_well(String command, String hash) {
        hashes.requireSound(hash);
        assertThat(hashes.verify(RIGHT, hash)).as(command).isTrue();
    }

    @Test
    void the_memory_of_argon2id_is_used_again() {
        String hash = hashes.hash(RIGHT);
        var memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();
        assertThat(hashes.verify(RIGHT, hash)).isTrue();
        assertThat(hashes.verify(WRONG, hash)).isFalse();
        assertThat(memory.getCurrentThreadAllocatedBytes() - before)
                .isLessThan(DatabaseFixture.LOGIN.memoryKib() * 1024L / 2);
    }

    @Test
    void the_memory_of_argon2id_goes_from_thread_to_thread() {
        String hash = CompletableFuture.supplyAsync(() -> hashes.hash(RIGHT), task -> new Thread(task).start())
                .join();
        var memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();
        assertThat(hashes.verify(RIGHT, hash)).isTrue();
        assertThat(memory.getCurrentThreadAllocatedBytes() - before)
                .isLessThan(DatabaseFixture.LOGIN.memoryKib() * 1024L / 2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void a_damaged_hash_is_refused_or_verifies_nothing(String command, String hash) {
        String shorter = hash.substring(0, hash.length() - 3);
        assertThatIllegalArgumentException()
                .as(command)
                .isThrownBy(() -> hashes.requireSound(shorter + "!!!"))
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(shorter));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "!",
                "plain",
                "$gy$j9T$zkx.pgjJzJWx7VipG3wCC.$uM3caCywYK5xVjKeTtjRWSSh5sC1O3F2gXGvdqKi7I4",
                "$md5,rounds=53227$iQidmb3C$$u/zgcbNhgb7XKZHPxYJwY/",
                "_J9..s6YGvYObDwX.yG2",
                "H4MoYyPHsyEEI",
                "$3$$177787c894d21a1dcf1e68eb6c8bf904",
                "$y$j9T$PJ..QGkUIwTOTCll6gOGA1$2Na.m/ccsXQIA0LFPMTdWMMKJOpOieh1cMogrt.CVYC",
                "$2y$31$UTSoNy766eXb.VNne0lIleqXW/7sxmaGbUtcyb1SKNiTE2gTAM9rm",
                "$6$rounds=999999999$saltstring$L.WEUqsguf48XFKqHMZVcs7deEGvTp8A6lLvZI7YQlvj8SZMcJ8q/kF5ihv.DAG4c02KWL.O3zFHPJre/zJx//",
                "$5$saltstring$L.WEUqsguf48XFKqHMZVcs7deEGvTp8A6lLvZI7YQlvj8SZMcJ8q/kF5ihv.DAG4c02KWL.O3zFHPJre/zJx//",
                "$7$LU..../....eR8JJbgTdhv0keyfNgC.E.$NYpWnjHtNIS0LaFpd/zGF0Ad9jWp7dbuzxeXkypGhr9",
                "$7$CU..../zzzzzeR8JJbgTdhv0keyfNgC.E.$NYpWnjHtNIS0LaFpd/zGF0Ad9jWp7dbuzxeXkypGhr9",
                "$scrypt$ln=24,r=8,p=1$ltL6/78X4vx/7z0HQAihVA$JLT6pAI60q3ElPF+aurFI8yfYvu9Nw5ixWhGS2Qp6MY",
                "$pbkdf2-sha256$999999999$1zqHUEpJidG6N4aQcs4Zow$n1p6Nxwsl87DvL7Q/abetqOecBOLq2SJ1M4ClYCG6xM",
                "$argon2id$v=19$m=4194304,t=9,p=1$c29tZXNhbHQxMjM0NTY3OA$5cUTNjegUbMSVJ1Xmi3B/tBnb5vsNREc6eVcqOzHJCk",
                "$argon2d$v=19$m=4096,t=2,p=1$c29tZXNhbHQxMjM0NTY3OA$5cUTNjegUbMSVJ1Xmi3B/tBnb5vsNREc6eVcqOzHJCk"
            })
    void what_is_no_hash_or_would_cost_too_much_is_refused_with_a_reason(String hash) {
        assertThatIllegalArgumentException().isThrownBy(() -> hashes.requireSound(hash));
        assertThatIllegalArgumentException().isThrownBy(() -> hashes.verify(RIGHT, hash));
    }

    @Test
    void bcrypt_looks_at_72_octets_and_no_further() {
        String hash = org.bouncycastle.crypto.generators.OpenBSDBCrypt.generate(
                "x".repeat(72).getBytes(StandardCharsets.UTF_8), new byte[16], 4);
        assertThat(hashes.verify(new Secret("x".repeat(100)), hash)).isTrue();
        assertThat(hashes.verify(new Secret("x".repeat(71)), hash)).isFalse();
    }

    @Test
    void a_new_hash_is_argon2id_and_current() {
        String hash = hashes.hash(RIGHT);
        assertThat(hash).startsWith("$argon2id$v=19$m=1024,t=1,p=1$");
        assertThat(hashes.verify(RIGHT, hash)).isTrue();
        assertThat(hashes.isOutdated(hash)).isFalse();
        assertThat(hashes.isWeak(hash)).isFalse();
        assertThat(List.of(hashes.hash(RIGHT))).doesNotContain(hash);
    }
}
