package dev.berth.storage;

import static org.junit.jupiter.api.Assertions.fail;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.storage.StorageException.Reason;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Straight-line waiting for tests.
public final class Awaiting {

    private Awaiting() {}

    /// What the future gives, within 20 seconds.
    @CanIgnoreReturnValue
    public static <T> T await(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return fail("no result in time", e);
        }
    }

    /// Why it fails.
    public static Reason reasonOf(Future<?> future) {
        try {
            return fail("should have failed, but gave " + await(future));
        } catch (StorageException expected) {
            return expected.reason();
        }
    }
}
