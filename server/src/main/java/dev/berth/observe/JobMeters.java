package dev.berth.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/// Meters of work that the admin API does after it has answered:
///
/// | meter | tags | what |
/// | --- | --- | --- |
/// | `berth.jobs` | `kind` `state` | jobs that ended, and how long they took |
/// | `berth.jobs.steps` | `kind` | what they have done, such as files that were removed |
public final class JobMeters implements Events.Listener {

    private final MeterRegistry registry;

    public JobMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void on(Event event) {
        if (event instanceof NodeEvent.JobEnded ended) {
            Timer.builder("berth.jobs")
                    .description("Jobs that ended")
                    .tag("kind", ended.kind())
                    .tag("state", ended.state())
                    .register(registry)
                    .record(ended.took());
            registry.counter("berth.jobs.steps", "kind", ended.kind()).increment(ended.steps());
        }
    }
}
