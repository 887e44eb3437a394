package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/// Notes what the API asks of the contracts that it works on, in order: the way of a call, whatever the clock says.
final class RecordedAdapters {

    private static final int ATTEMPTS = 5;

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Map<String, Meanwhile> meanwhile = new ConcurrentHashMap<>();

    /// What happens just before something is asked for.
    interface Meanwhile {
        /// Does it; what fails is the answer.
        Future<?> happen(Object adapter, Object[] arguments);
    }

    /// Lets something happen before the API asks for something the next time.
    ///
    /// @param call such as `AccountBatches.create`, which gives a future
    void before(String call, Meanwhile happening) {
        meanwhile.put(call, happening);
    }

    /// The same adapters, listened to.
    AdminApi.Adapters of(AdminApi.Adapters given) {
        RecordComponent[] parts = AdminApi.Adapters.class.getRecordComponents();
        try {
            Object[] values = new Object[parts.length];
            for (int i = 0; i < parts.length; i++) {
                Object value = parts[i].getAccessor().invoke(given);
                values[i] = parts[i].getType().isInterface() ? recorded(parts[i].getType(), value) : value;
            }
            Class<?>[] types =
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return AdminApi.Adapters.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /// That two calls go the same way. What happens beside, such as the end of a job, may fall into one of two, and not
    /// into one of two each time.
    void assertSameWay(Supplier<ApiAnswer> one, Supplier<ApiAnswer> other) {
        List<String> first = List.of();
        List<String> second = List.of("nothing");
        for (int left = ATTEMPTS; left > 0 && !first.equals(second); left--) {
            List<String> _ = next();
            int status = one.get().status();
            first = next();
            assertThat(other.get().status()).isEqualTo(status);
            second = next();
        }
        assertThat(second).isEqualTo(first).isNotEmpty();
    }

    private List<String> next() {
        List<String> since = new ArrayList<>();
        for (String each = asked.poll(); each != null; each = asked.poll()) {
            since.add(each);
        }
        return since;
    }

    private Object recorded(Class<?> type, Object real) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
            String call = type.getSimpleName() + "." + method.getName();
            asked.add(call);
            Meanwhile first = meanwhile.remove(call);
            return first == null
                    ? invoked(method, real, arguments)
                    : first.happen(real, arguments).compose(_ -> (Future<?>) invoked(method, real, arguments));
        });
    }

    private static Object invoked(Method method, Object real, Object[] arguments) {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new LinkageError(e.getMessage(), e);
        } catch (IllegalAccessException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
