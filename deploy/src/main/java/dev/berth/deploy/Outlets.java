package dev.berth.deploy;

import dev.berth.config.BerthConfig;
import dev.berth.deploy.traces.Traces;
import dev.berth.deploy.xferlog.TransferLog;
import dev.berth.observe.Events;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where else than to the log events are told, if that is configured: the transfer log, and traces.
record Outlets(Optional<TransferLog> transfers, Optional<Traces> traces) {

    /// Opens those that are configured.
    ///
    /// @throws StartFailed if the transfer log cannot be written
    static Outlets open(BerthConfig config, MeterRegistry meters) {
        try {
            return new Outlets(
                    TransferLog.open(config.log(), Clock.system(ZoneId.systemDefault()), meters), Traces.of(config));
        } catch (IOException e) {
            throw StartFailed.unavailable("Berth cannot start: " + e.getMessage() + ".", e);
        }
    }

    List<Events.Listener> listeners() {
        return Stream.<Optional<? extends Events.Listener>>of(transfers, traces)
                .<Events.Listener>flatMap(Optional::stream)
                .toList();
    }

    /// Writes what waits; takes up to a few seconds.
    Future<Void> close() {
        transfers.ifPresent(TransferLog::close);
        traces.ifPresent(Traces::close);
        return Future.succeededFuture();
    }
}
