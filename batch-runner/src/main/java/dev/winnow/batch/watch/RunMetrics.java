package dev.winnow.batch.watch;

import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.limit.EndpointGate;
import dev.winnow.core.limit.ThrottleState;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.Target;
import dev.winnow.core.outcome.OutcomeKind;
import dev.winnow.db.store.RunReport;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Counts what happens in a run as Prometheus metrics. Labels are record types, endpoints, models, results and outcomes, never a
 * document. They are listed in docs/operating.md. Thread-safe.
 */
public final class RunMetrics implements RunListener {

    private static final String ENDPOINT = "endpoint";
    private static final String MODEL = "model";
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

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Tags, AtomicLong> inFlight = new ConcurrentHashMap<>();
    private final Map<String, EndpointGate.Kind> circuits = new ConcurrentHashMap<>();
    private final Map<Meter.Id, AtomicReference<Double>> gauges = new ConcurrentHashMap<>();
    private final AtomicLong pending = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();

    /** Nothing counted yet. */
    public RunMetrics() {
        Gauge.builder("winnow.run.pending", pending, AtomicLong::get)
                .description("Documents of the run that have no outcome, known at its end")
                .register(registry);
        Gauge.builder("winnow.run.ended.seconds", ended, AtomicLong::get)
                .description("When the run ended, in seconds since 1970; 0 while it goes on")
                .register(registry);
    }

    private static Tags tags(CallIntent intent) {
        return tags(intent.request().target());
    }

    private static Tags tags(Target target) {
        return Tags.of(ENDPOINT, target.endpoint().name(), MODEL, target.model().name());
    }

    private AtomicLong inFlight(Tags tags) {
        return inFlight.computeIfAbsent(tags, key -> {
            AtomicLong number = new AtomicLong();
            Gauge.builder("winnow.calls.in.flight", number, AtomicLong::get)
                    .description("Calls that are under way")
                    .tags(key)
                    .register(registry);
            return number;
        });
    }

    @Override
    public void opened(CallIntent intent) {
        inFlight(tags(intent)).incrementAndGet();
    }

    @Override
    public void reused(CallIntent intent, long callId) {
        registry.counter("winnow.replies.reused", tags(intent)).increment();
    }

    @Override
    public void closed(ClosedCall call) {
        Tags tags = tags(call.intent());
        inFlight(tags).decrementAndGet();
        Timer.builder("winnow.call.duration")
                .description("From request to reply or failure")
                .serviceLevelObjectives(LATENCIES)
                .tags(tags)
                .register(registry)
                .record(call.latency());
        registry.counter("winnow.calls", tags.and("result", result(call))).increment();
        call.cost()
                .ifPresentOrElse(
                        usd -> registry.counter("winnow.cost.usd", tags).increment(usd.doubleValue()),
                        () -> registry.counter("winnow.calls.cost.unknown", tags)
                                .increment());
        call.exchange().result().usage().ifPresent(usage -> {
            tokens(tags, "input", usage.input());
            tokens(tags, "cached", usage.cached());
            tokens(tags, "output", usage.output());
        });
    }

    private static String result(ClosedCall call) {
        return call.exchange().result() instanceof CallFailure failure
                ? failure.kind().name()
                : "ANSWERED";
    }

    private void tokens(Tags tags, String kind, long number) {
        registry.counter("winnow.tokens", tags.and("kind", kind)).increment(number);
    }

    @Override
    public void overBudget(CallIntent intent, String budget) {
        registry.counter("winnow.budget.reached").increment();
    }

    @Override
    public void again(CallIntent intent, CallFailure failure) {
        registry.counter(
                        "winnow.calls.again",
                        tags(intent).and("after", failure.kind().name()))
                .increment();
    }

    @Override
    public void waiting(Duration pause) {
        registry.counter("winnow.waits").increment();
        registry.counter("winnow.waits.seconds").increment(pause.toMillis() / 1e3);
    }

    @Override
    public void endpoint(Endpoint endpoint, EndpointGate.State state) {
        if (circuits.put(endpoint.name(), state.kind()) == null) {
            for (EndpointGate.Kind kind : EndpointGate.Kind.values()) {
                Gauge.builder("winnow.endpoint.state", circuits, now -> now.get(endpoint.name()) == kind ? 1 : 0)
                        .description("1 for the state in which the endpoint is")
                        .tags(ENDPOINT, endpoint.name(), "state", kind.name())
                        .register(registry);
            }
        }
    }

    @Override
    public void throttle(Target target, ThrottleState state) {
        Tags tags = tags(target);
        gauge("winnow.calls.allowed", "Calls that may be under way at present", tags, state.concurrency());
        gauge("winnow.calls.waiting", "Calls that wait for their turn", tags, state.waiting());
        for (ThrottleState.Limit limit : state.limits()) {
            Tags of = tags.and("limit", limit.kind().name());
            gauge("winnow.limit", "What a minute or a day takes", of, limit.limit());
            gauge(
                    "winnow.limit.held",
                    "1 while nothing is sent",
                    of,
                    limit.heldUntil().isPresent() ? 1 : 0);
            gauge("winnow.limit.pace", "Which part of it is aimed at", of, limit.pace());
            limit.remaining().ifPresent(left -> gauge("winnow.limit.remaining", "As the server told", of, left));
        }
    }

    private void gauge(String name, String description, Tags tags, double now) {
        gauges.computeIfAbsent(new Meter.Id(name, tags, null, null, Meter.Type.GAUGE), id -> {
                    AtomicReference<Double> value = new AtomicReference<>(now);
                    Gauge.builder(name, value, AtomicReference::get)
                            .description(description)
                            .tags(tags)
                            .register(registry);
                    return value;
                })
                .set(now);
    }

    @Override
    public void reached(OutcomeKind outcome) {
        registry.counter("winnow.documents", "outcome", outcome.name()).increment();
    }

    @Override
    public void ended(RunReport report, Optional<String> reason) {
        pending.set(report.pending());
        ended.set(System.currentTimeMillis() / 1_000);
    }

    void budgetLeft(String whose, String unit, double left) {
        gauge("winnow.budget.left", "What is neither spent nor reserved", Tags.of("of", whose, "unit", unit), left);
    }

    /** All of it in Prometheus' text format. */
    String text() {
        return registry.scrape();
    }
}
