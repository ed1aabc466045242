package dev.winnow.core.extraction;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.document.TextReader;
import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.journal.Journal;
import dev.winnow.core.limit.Bounds;
import dev.winnow.core.limit.Delay;
import dev.winnow.core.limit.EndpointGate;
import dev.winnow.core.limit.Quotas;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.core.limit.TargetStanding;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelClient;
import dev.winnow.core.model.ModelProfile;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.Target;
import dev.winnow.core.type.Extracted;
import dev.winnow.core.type.RecordType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** An extractor among fakes: models that answer from scripts, a journal in memory, waits that move the clock at once. */
final class World implements Journal {

    static final int LIMIT = 100;
    static final byte[] DOCUMENT = "Invoice 7, total 12".getBytes(StandardCharsets.UTF_8);
    static final DocumentId ID = DocumentId.of(DOCUMENT);
    static final String GOOD = "{\"number\": \"7\", \"total\": 12}";

    @Extracted(value = "invoice", instructions = "/dev/winnow/core/instructions.md")
    record Invoice(@NotBlank String number, @Positive int total) {}

    @Extracted(value = "letter", instructions = "/dev/winnow/core/instructions.md")
    record Letter(String sender) {}

    /** What happened, in order: {@code open 1}, {@code call}, {@code close 1}, {@code wait}. */
    final List<String> events = new ArrayList<>();

    final List<CallIntent> intents = new ArrayList<>();
    final List<Optional<BigDecimal>> costs = new ArrayList<>();
    final List<Exchange> closed = new ArrayList<>();
    final List<ModelRequest> requests = new ArrayList<>();
    final List<Duration> waits = new ArrayList<>();
    final StopSignal stop = new StopSignal();
    final SetClock clock = new SetClock();

    CompletableFuture<Void> opening = CompletableFuture.completedFuture(null);
    CompletableFuture<Void> closing = CompletableFuture.completedFuture(null);
    CompletableFuture<Void> waiting = CompletableFuture.completedFuture(null);

    Bounds bounds = Bounds.standard();
    Quotas quotas = Quotas.alone(1_000);
    /** Where set, what the next calls that are not answered by the journal come to: over a budget. */
    Optional<String> overBudget = Optional.empty();

    /** Where set, it answers instead of the scripts. */
    Optional<ModelClient> model = Optional.empty();

    /** Where set, waits pass by it. */
    Optional<Delay> delay = Optional.empty();

    /** What of the journal was asked without opening: how many requests at a time. */
    final List<Integer> lookups = new ArrayList<>();

    /** Where attempts go on after their waits. */
    Executor workers = Runnable::run;

    private final Map<Endpoint, Deque<Exchange>> scripts = new HashMap<>();
    private final Map<String, Entry.Answered> answered = new HashMap<>();
    private final Map<Long, String> open = new HashMap<>();
    private final Recipe recipe;

    private World(Recipe recipe) {
        this.recipe = recipe;
    }

    static World of(Recipe recipe, CallResult... results) {
        World world = new World(recipe);
        world.then(results);
        return world;
    }

    /** For invoices only. */
    static World invoices(CallResult... results) {
        return of(recipe(ModelProfile.unknown("m"), Invoice.class), results);
    }

    /** For invoices and letters, by tools. */
    static World invoicesAndLetters(CallResult... results) {
        return of(recipe(ModelProfile.unknown("m"), Invoice.class, Letter.class), results);
    }

    @SafeVarargs
    static Recipe recipe(ModelProfile model, Class<? extends Record>... types) {
        return recipe(List.of(Target.of(Endpoint.OPENAI, model, LIMIT)), types);
    }

    @SafeVarargs
    static Recipe recipe(List<Target> route, Class<? extends Record>... types) {
        List<RecordType<?>> read = new ArrayList<>();
        for (Class<? extends Record> type : types) {
            read.add(RecordType.of(type));
        }
        return Recipe.of(read, route, new TextReader());
    }

    /** For invoices, over several targets with empty scripts. */
    static World route(Target... targets) {
        return of(recipe(List.of(targets), Invoice.class));
    }

    Extractor extractor() {
        Map<Endpoint, ModelClient> clients = new HashMap<>();
        for (Stage stage : recipe.route()) {
            clients.put(stage.target().endpoint(), request -> {
                events.add("call");
                requests.add(request);
                return model.isPresent()
                        ? model.get().call(request)
                        : CompletableFuture.completedFuture(
                                script(request.target().endpoint()).remove());
            });
        }
        Delay atOnce = duration -> {
            events.add("wait");
            waits.add(duration);
            if (waiting.isDone()) {
                clock.advance(duration);
            }
            return waiting;
        };
        return new Extractor(recipe, this, clients, bounds, quotas, clock, delay.orElse(atOnce), stop, workers);
    }

    static EndpointGate gate(Extractor extractor, Endpoint endpoint) {
        return Objects.requireNonNull(extractor.gates().get(endpoint));
    }

    /** Of the one model that {@code extractor} asks. */
    static TargetStanding standing(Extractor extractor) {
        return extractor.standings().iterator().next();
    }

    CompletableFuture<Extraction> start(int attempt) {
        return extractor().extract(ID, DOCUMENT, attempt);
    }

    /** The extraction of the first attempt, which must have ended. */
    Extraction extract() {
        CompletableFuture<Extraction> extraction = start(1);
        if (!extraction.isDone()) {
            throw new AssertionError("still waiting after " + events);
        }
        return extraction.join();
    }

    /** The outcome of the first attempt, which must have reached one. */
    Extraction.Reached reached() {
        return (Extraction.Reached) extract();
    }

    /** What the first endpoint answers next. */
    void then(CallResult... results) {
        then(recipe.route().get(0).target().endpoint(), results);
    }

    /** What {@code endpoint} answers next. */
    void then(Endpoint endpoint, CallResult... results) {
        Arrays.stream(results).map(Exchange::of).forEach(script(endpoint)::add);
    }

    Deque<Exchange> script(Endpoint endpoint) {
        return scripts.computeIfAbsent(endpoint, any -> new ArrayDeque<>());
    }

    /** Where the calls went, as {@code endpoint/model}. */
    List<String> asked() {
        return requests.stream().map(request -> request.target().toString()).toList();
    }

    @Override
    public CompletableFuture<Entry> open(CallIntent intent) {
        intents.add(intent);
        Entry.Answered known = answered.get(intent.request().key());
        if (known != null) {
            events.add("answered " + known.callId());
            return opening.thenApply(x -> known);
        }
        if (overBudget.isPresent()) {
            return CompletableFuture.completedFuture(new Entry.OverBudget(overBudget.get()));
        }
        long id = open.size() + 1L;
        open.put(id, intent.request().key());
        events.add("open " + id);
        return opening.thenApply(x -> new Entry.Opened(id));
    }

    @Override
    public CompletableFuture<List<Boolean>> answered(List<ModelRequest> asked) {
        lookups.add(asked.size());
        return CompletableFuture.completedFuture(asked.stream()
                .map(request -> answered.containsKey(request.key()))
                .toList());
    }

    @Override
    public CompletableFuture<Void> close(long id, Exchange exchange, Duration latency, Optional<BigDecimal> cost) {
        events.add("close " + id);
        costs.add(cost);
        closed.add(exchange);
        if (exchange.result() instanceof ModelReply reply) {
            answered.put(open.getOrDefault(id, ""), new Entry.Answered(id, reply));
        }
        return closing;
    }
}
