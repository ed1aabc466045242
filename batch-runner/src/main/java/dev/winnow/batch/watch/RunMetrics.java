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
    private static final String TOKENS = "winnow.tokens";
    private static final String KIND = "kind";

    private record Model(String endpoint, String name) {}

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Model, ModelMeters> models = new ConcurrentHashMap<>();
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

    private static Tags tags(Target target) {
        return Tags.of(ENDPOINT, target.endpoint().name(), MODEL, target.model().name());
    }

    private ModelMeters of(CallIntent intent) {
        Target target = intent.request().target();
        return models.computeIfAbsent(
                new Model(target.endpoint().name(), target.model().name()),
                model -> new ModelMeters(registry, Tags.of(ENDPOINT, model.endpoint(), MODEL, model.name())));
    }

    @Override
    public void reused(CallIntent intent, long callId) {
        of(intent).counter("winnow.replies.reused").increment();
    }

    @Override
    public void closed(ClosedCall call) {
        ModelMeters meters = of(call.intent());
        meters.duration().record(call.latency());
        meters.counter("winnow.calls", "result", result(call)).increment();
        call.cost()
                .ifPresentOrElse(
                        usd -> meters.counter("winnow.cost.usd").increment(usd.doubleValue()),
                        () -> meters.counter("winnow.calls.cost.unknown").increment());
        call.exchange().result().usage().ifPresent(usage -> {
            meters.counter(TOKENS, KIND, "input").increment(usage.input());
            meters.counter(TOKENS, KIND, "cached").increment(usage.cached());
            meters.counter(TOKENS, KIND, "output").increment(usage.output());
        });
    }

    private static String result(ClosedCall call) {
        return call.exchange().result() instanceof CallFailure failure
                ? failure.kind().name()
                : "ANSWERED";
    }

    @Override
    public void overBudget(CallIntent intent, String budget) {
        registry.counter("winnow.budget.reached").increment();
    }

    @Override
    public void again(CallIntent intent, CallFailure failure) {
        of(intent).counter("winnow.calls.again", "after", failure.kind().name()).increment();
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
        gauge("winnow.calls.in.flight", "Calls that are under way", tags, state.inFlight());
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
