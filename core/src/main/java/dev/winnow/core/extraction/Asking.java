package dev.winnow.core.extraction;

import dev.winnow.core.limit.EndpointGate;
import dev.winnow.core.limit.TargetStanding;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.Target;
import dev.winnow.core.model.TokenCounter;
import dev.winnow.core.prompt.Message;
import dev.winnow.core.validation.Violation;
import java.util.List;
import java.util.Optional;

/** A stage's part in an attempt: what is to be asked there next, and whether anything is. Used by one call chain at a time. */
final class Asking {

    /** A cut reply is asked for again with a limit so many times as large. */
    private static final int LARGER = 4;

    /** What is refused so often in a row may be refused for ever. */
    private static final int MOST_FIRST = 5;

    /** How it stands with a stage. */
    enum State {
        /** Its request is to be made. */
        DUE,
        /** It has brought what it could. */
        OVER,
        /** It did not answer, and nobody knows whose fault that is. */
        UNANSWERED
    }

    private final Stage stage;
    private final TargetStanding standing;
    private final Loop loop;
    private final List<Message> first;

    private ModelRequest request;
    private Retries retries;
    /** Of the first request: what the document is sized by. */
    private final int documentTokens;

    private int inputTokens;
    private int corrections;
    private boolean enlarged;
    private int refusals;
    private Optional<Boolean> answered = Optional.empty();
    private State state = State.DUE;

    /**
     * Begins with {@code request}.
     *
     * @param messageTokens of its messages: they are the same for each stage, and counted once
     */
    Asking(Stage stage, TargetStanding standing, ModelRequest request, int messageTokens, Loop loop) {
        this.stage = stage;
        this.standing = standing;
        this.loop = loop;
        this.first = request.messages();
        this.request = request;
        this.documentTokens = messageTokens
                + TokenCounter.count(request.form(), stage.target().api());
        this.inputTokens = documentTokens;
        this.retries = loop.retries(standing);
    }

    Target target() {
        return stage.target();
    }

    TargetStanding standing() {
        return standing;
    }

    EndpointGate gate() {
        return standing.gate();
    }

    ModelRequest request() {
        return request;
    }

    int inputTokens() {
        return inputTokens;
    }

    Retries retries() {
        return retries;
    }

    State state() {
        return state;
    }

    void become(State other) {
        state = other;
    }

    /** Whether it goes before others, since a rate limit has refused it; after that was in vain a few times, others go first. */
    boolean first() {
        return refusals > 0 && refusals <= MOST_FIRST;
    }

    void refused(boolean byLimit) {
        refusals = byLimit ? refusals + 1 : 0;
    }

    /** Whether the journal has been asked about the present request. */
    boolean lookedUp() {
        return answered.isPresent();
    }

    /** Whether the journal is known to have the reply to the present request. */
    boolean answered() {
        return answered.orElse(false);
    }

    /** Remembers what the journal says, or that the call was made. */
    void answered(boolean answer) {
        answered = Optional.of(answer);
    }

    /** Why the request is too long for the stage, if it is. */
    Optional<String> tooLong() {
        return stage.tooLong(documentTokens, inputTokens, request, standing.tokensPerMinute());
    }

    /** Why no document at all fits the stage, and what to do; empty where some do. */
    Optional<String> misfit() {
        int output = target().parameters().maxOutputTokens();
        return standing.tokensPerMinute().stream()
                .filter(perMinute -> perMinute < output)
                .mapToObj(
                        perMinute -> "endpoint " + target().endpoint().name() + " takes " + perMinute
                                + " tokens a minute, and each call counts its output limit of " + output
                                + " at least: lower --max-output-tokens (winnow.max-output-tokens), then run the same command again")
                .findFirst();
    }

    /** After a reply: asks for another by {@code next}, which has retries of its own. */
    private void ask(ModelRequest next) {
        request = next;
        inputTokens = TokenCounter.count(next);
        retries = loop.retries(standing);
        answered = Optional.empty();
        refusals = 0;
    }

    /** After a wrong reply: asks for a better one, unless the model has been asked often enough. */
    void correct(String reply, List<Violation> violations) {
        if (corrections == loop.waits().bounds().corrections()) {
            state = State.OVER;
            return;
        }
        corrections++;
        ask(request.withMessages(Correction.ask(first, reply, violations, corrections)));
    }

    /** After a cut reply: asks with a larger limit; false if that has been done or there is none. */
    boolean enlarge() {
        int limit = request.maxOutputTokens();
        int fitting =
                Math.min(limit * LARGER, target().model().maxOutputTokens().orElse(Integer.MAX_VALUE));
        Optional<Integer> window = target().model().contextWindow();
        fitting = Math.min(fitting, window.orElse(Integer.MAX_VALUE) - inputTokens);
        // beyond what a minute takes it would be too long
        fitting = (int) Math.min(fitting, standing.tokensPerMinute().orElse(Long.MAX_VALUE));
        if (enlarged || fitting <= limit) {
            return false;
        }
        enlarged = true;
        ask(request.withMaxOutputTokens(fitting));
        return true;
    }
}
