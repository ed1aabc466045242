package dev.winnow.batch.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The metrics of one model at an endpoint, found once: the registry looks a meter up by all of its tags. Thread-safe. */
final class ModelMeters {

    private static final Duration[] LATENCIES = {
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
    };

    private record Name(String name, String tag, String value) {}

    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<Name, Counter> counters = new ConcurrentHashMap<>();
    private final Timer duration;

    ModelMeters(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
        this.duration = Timer.builder("winnow.call.duration")
                .description("From request to reply or failure")
                .serviceLevelObjectives(LATENCIES)
                .tags(tags)
                .register(registry);
    }

    Timer duration() {
        return duration;
    }

    Counter counter(String name) {
        return counters.computeIfAbsent(new Name(name, "", ""), of -> registry.counter(name, tags));
    }

    /** With one more tag. */
    Counter counter(String name, String tag, String value) {
        return counters.computeIfAbsent(new Name(name, tag, value), of -> registry.counter(name, tags.and(tag, value)));
    }
}
