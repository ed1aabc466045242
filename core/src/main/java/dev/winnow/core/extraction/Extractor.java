package dev.winnow.core.extraction;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.document.Reading;
import dev.winnow.core.journal.Journal;
import dev.winnow.core.limit.Backoff;
import dev.winnow.core.limit.Bounds;
import dev.winnow.core.limit.Delay;
import dev.winnow.core.limit.EndpointGate;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.ModelClient;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.TokenCounter;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.prompt.Message;
import dev.winnow.core.prompt.PromptWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Takes a document to its outcome by one recipe. Built once for a run; thread-safe. */
public final class Extractor {

    private final Recipe recipe;
    private final Stage stage;
    private final PromptWriter prompts;
    private final CallRunner calls;
    private final ReplyJudge judge;

    /**
     * Puts the parts together.
     *
     * @param clients one for each endpoint of the recipe's route
     * @param clock what {@code @Past} and the like are judged by
     * @param delay how waits pass
     * @param stop ends waits and keeps new calls from being made
     */
    public Extractor(
            Recipe recipe,
            Journal journal,
            Map<Endpoint, ModelClient> clients,
            Bounds bounds,
            Clock clock,
            Delay delay,
            StopSignal stop) {
        this.recipe = recipe;
        this.stage = recipe.route().get(0);
        this.prompts = new PromptWriter(recipe.types(), recipe.fingerprint());
        this.calls = new CallRunner(journal, clients, Backoff.standard(), delay, stop);
        this.judge = new ReplyJudge(recipe, clock);
    }

    /** What its calls tell about the endpoint. */
    public EndpointGate health() {
        return calls.health();
    }

    /**
     * Reads a document and asks until there is an outcome. The future fails only when the journal is broken.
     *
     * @param attempt from 1, the number of this attempt at the document
     */
    public CompletableFuture<Extraction> extract(DocumentId document, byte[] content, int attempt) {
        Reading reading = recipe.reader().read(content);
        if (!(reading instanceof Reading.Text text)) {
            return reached(document, new Outcome.Failed(((Reading.Unreadable) reading).reason()));
        }
        List<Message> messages = prompts.write(document, text.text());
        Optional<Integer> window = stage.target().model().contextWindow();
        int room = window.map(tokens -> tokens - stage.target().parameters().maxOutputTokens())
                .orElse(Integer.MAX_VALUE);
        if (window.isPresent() && TokenCounter.count(messages) > room) {
            return reached(document, new Outcome.TooLong("more than the " + room + " input tokens the model takes"));
        }
        ModelRequest request = new ModelRequest(stage.target(), messages, stage.form(), attempt);
        return new Attempt(document, text.whole(), request, calls, judge).run();
    }

    /**
     * The outcome of a document whose bytes were not kept because they are too many.
     *
     * @param bytes its size
     */
    public Extraction tooLarge(DocumentId document, long bytes) {
        return new Extraction.Reached(
                document,
                new Outcome.TooLong(bytes + " bytes, more than the configuration takes"),
                List.of(),
                Optional.empty());
    }

    private static CompletableFuture<Extraction> reached(DocumentId document, Outcome outcome) {
        return CompletableFuture.completedFuture(
                new Extraction.Reached(document, outcome, List.of(), Optional.empty()));
    }
}
