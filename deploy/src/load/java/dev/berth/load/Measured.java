package dev.berth.load;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/// What one run of a scenario gave.
///
/// @param operations how many ended well
/// @param octets how many they moved
/// @param seconds how long it took
/// @param faults how many ended otherwise; each ended its session, which then logged in anew
/// @param firstFault the text of the first of them
/// @param cpuSeconds processor time of the server's process tree meanwhile, if its process is known
/// @param latencies of the operations, in microseconds
record Measured(
        long operations,
        long octets,
        double seconds,
        long faults,
        Optional<String> firstFault,
        Optional<Double> cpuSeconds,
        Histogram latencies) {

    /// In the scenario's unit.
    double rate(Scenario.Unit unit) {
        return switch (unit) {
            case MIB_PER_SECOND -> octets / seconds / (1 << 20);
            case OPERATIONS_PER_SECOND -> operations / seconds;
        };
    }

    /// Processor seconds per GiB moved.
    Optional<Double> cpuPerGiB() {
        return octets == 0 ? Optional.empty() : cpuSeconds.map(cpu -> cpu / (octets / (double) (1 << 30)));
    }

    /// Processor microseconds per operation.
    Optional<Double> cpuPerOperation() {
        return operations == 0 ? Optional.empty() : cpuSeconds.map(cpu -> cpu * 1e6 / operations);
    }

    /// The latency in milliseconds that this share of the operations did not exceed.
    double millis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1000.0;
    }

    JsonObject json(Scenario scenario) {
        var json = new JsonObject()
                .put("scenario", scenario.name())
                .put("what", scenario.what())
                .put("tls", scenario.secure())
                .put("sessions", scenario.sessions())
                .put("unit", scenario.unit().toString())
                .put("rate", rate(scenario.unit()))
                .put("operations", operations)
                .put("octets", octets)
                .put("seconds", seconds)
                .put("faults", faults)
                .put("p50", millis(50))
                .put("p99", millis(99))
                .put("p999", millis(99.9));
        firstFault.ifPresent(text -> json.put("firstFault", text));
        cpuSeconds.ifPresent(cpu -> json.put("cpuSeconds", cpu));
        cpuPerGiB().ifPresent(cpu -> json.put("cpuSecondsPerGiB", cpu));
        return json;
    }
}
