package dev.winnow.core.extraction;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.document.Kept;
import dev.winnow.core.document.Reading;
import dev.winnow.core.journal.Journal;
import dev.winnow.core.limit.Backoff;
import dev.winnow.core.limit.Bounds;
import dev.winnow.core.limit.Delay;
import dev.winnow.core.limit.EndpointGate;
import dev.winnow.core.limit.Quotas;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.core.limit.TargetStanding;
import dev.winnow.core.limit.Throttles;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.ModelClient;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.Target;
import dev.winnow.core.model.TokenCounter;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.prompt.Message;
import dev.winnow.core.prompt.PromptWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Takes a document to its outcome by one recipe. Built once for a run; thread-safe. */
public final class Extractor {

    private final Recipe recipe;
    private final PromptWriter prompts;
    private final Fitting fitting;
    private final Map<Endpoint, EndpointGate> gates = new LinkedHashMap<>();
    private final Map<String, TargetStanding> standings = new LinkedHashMap<>();
    private final Loop loop;

    /**
     * Puts the parts together.
     *
     * @param clients one for each endpoint of the recipe's route
     * @param quotas what its calls keep to
     * @param clock what {@code @Past} and the like are judged by, and what waits and outages are measured by
     * @param delay how waits pass
     * @param stop ends waits and keeps new calls from being made
     * @param workers where attempts go on after their waits
     */
    public Extractor(
            Recipe recipe,
            Journal journal,
            Map<Endpoint, ModelClient> clients,
            Bounds bounds,
            Quotas quotas,
            Clock clock,
            Delay delay,
            StopSignal stop,
            Executor workers) {
        this.recipe = recipe;
        this.prompts = new PromptWriter(recipe.types(), recipe.fingerprint());
        this.fitting = new Fitting(recipe, prompts);
        Throttles throttles = new Throttles(quotas, bounds.longestWait(), clock, delay, workers);
        for (Stage stage : recipe.route()) {
            Target target = stage.target();
            EndpointGate gate =
                    gates.computeIfAbsent(target.endpoint(), endpoint -> new EndpointGate(endpoint.name(), clock));
            standings.computeIfAbsent(
                    target.name(), name -> new TargetStanding(name, gate, throttles.of(target, gate)));
        }
        stop.requested()
                .thenRun(() ->
                        standings.values().forEach(standing -> standing.turns().flush()));
        this.loop = new Loop(
                new CallRunner(journal, clients, stop),
                new ReplyJudge(recipe, clock),
                new Waits(delay, stop, clock, bounds, Backoff.standard(), new GateChanges(gates.values()), workers));
    }

    /** What its calls tell about each endpoint of the route, in the route's order. */
    public Map<Endpoint, EndpointGate> gates() {
        return Collections.unmodifiableMap(gates);
    }

    /** What its calls tell about each model at each endpoint of the route, in the route's order. */
    public Collection<TargetStanding> standings() {
        return Collections.unmodifiableCollection(standings.values());
    }

    /** What its calls tell about the model of {@code target}, one of the route, at its endpoint. */
    public TargetStanding standing(Target target) {
        return Objects.requireNonNull(standings.get(target.name()));
    }

    /**
     * Reads a document and asks until there is an outcome. The future fails only when the journal is broken: then stop
     * the run, for calls whose end is not on record keep their places, and others wait for these.
     *
     * @param attempt from 1, the number of this attempt at the document
     */
    public CompletableFuture<Extraction> extract(DocumentId document, byte[] content, int attempt) {
        Reading reading = recipe.reader().read(content);
        if (!(reading instanceof Reading.Text text)) {
            return reached(document, new Outcome.Failed(((Reading.Unreadable) reading).reason()));
        }
        Optional<Kept> kept = fitting.keep(document, text);
        if (kept.isEmpty()) {
            return reached(document, new Outcome.TooLong(Fitting.NOTHING_FITS));
        }
        List<Message> messages = prompts.write(document, kept.get().text());
        int tokens = TokenCounter.count(messages);
        List<Asking> route = new ArrayList<>();
        for (Stage stage : recipe.route()) {
            ModelRequest request = new ModelRequest(stage.target(), messages, stage.form(), attempt);
            route.add(new Asking(stage, standing(stage.target()), request, tokens, loop));
        }
        return new Attempt(document, kept.get(), route, loop).run();
    }

    /**
     * The outcome of a document whose bytes were not kept because they are too many.
     *
     * @param bytes its size
     */
    public Extraction tooLarge(DocumentId document, long bytes) {
        return Extraction.Reached.unread(
                document, new Outcome.TooLong(bytes + " bytes, more than the configuration takes"));
    }

    private static CompletableFuture<Extraction> reached(DocumentId document, Outcome outcome) {
        return CompletableFuture.completedFuture(Extraction.Reached.unread(document, outcome));
    }
}
