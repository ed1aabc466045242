package dev.winnow.batch.job;

import dev.winnow.core.extraction.FirstCall;
import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.extraction.Stage;
import dev.winnow.core.model.Usage;
import dev.winnow.core.outcome.OutcomeKind;
import dev.winnow.db.store.FoundFile;
import dev.winnow.db.store.PlanLookups.Known;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** What a survey has counted; its size does not depend on the number of documents. Not thread-safe. */
public final class PlanTally {

    /**
     * A document of the sample.
     *
     * @param stage which of the route is asked first
     */
    public record Sampled(String id, String path, int stage, Weight weight) {}

    /**
     * What a first call takes.
     *
     * @param quotaTokens what it counts in a limit of tokens: {@code ModelRequest.quotaTokens}
     * @param inputUsd what its input costs; empty where unknown
     * @param most what it may cost at most, with the whole output limit; empty where unknown
     */
    public record Weight(long inputTokens, long quotaTokens, Optional<BigDecimal> inputUsd, Optional<BigDecimal> most) {

        static final Weight NOTHING = new Weight(0, 0, Optional.of(BigDecimal.ZERO), Optional.of(BigDecimal.ZERO));

        Weight plus(int sign, Weight other) {
            return new Weight(
                    inputTokens + sign * other.inputTokens,
                    quotaTokens + sign * other.quotaTokens,
                    sum(inputUsd, sign, other.inputUsd),
                    sum(most, sign, other.most));
        }

        private static Optional<BigDecimal> sum(Optional<BigDecimal> one, int sign, Optional<BigDecimal> other) {
            return one.flatMap(usd -> other.map(more -> usd.add(more.multiply(BigDecimal.valueOf(sign)))));
        }
    }

    /** What goes to one stage of the route. */
    public static final class Part {
        private final Stage stage;
        private long documents;
        private Weight weight = Weight.NOTHING;

        private Part(Stage stage) {
            this.stage = stage;
        }

        private void add(int sign, Weight more) {
            documents += sign;
            weight = weight.plus(sign, more);
        }

        /** The stage. */
        public Stage stage() {
            return stage;
        }

        /** How many begin there. */
        public long documents() {
            return documents;
        }

        /** Of all their first calls. */
        public Weight weight() {
            return weight;
        }
    }

    private final List<Part> parts;
    private final int sampleSize;
    // the greatest first, to be the one that gives way: ids are hashes, so the least are spread over the input
    private final PriorityQueue<Sampled> sample =
            new PriorityQueue<>(Comparator.comparing(Sampled::id).reversed());
    private final Map<OutcomeKind, Long> outcomes = new EnumMap<>(OutcomeKind.class);
    private long otherOutcomes;
    private long otherRecipe;
    private long replies;
    private long tooLong;
    private long unreadable;

    /**
     * Nothing counted yet.
     *
     * @param sampleSize how many of the documents to be asked are picked for a sample
     */
    public PlanTally(Recipe recipe, int sampleSize) {
        this.parts = recipe.route().stream().map(Part::new).toList();
        this.sampleSize = sampleSize;
    }

    void settled(Known known) {
        otherOutcomes += known.outcome() == OutcomeKind.EXTRACTED ? 0 : 1;
        if (known.ownRecipe()) {
            outcomes.merge(known.outcome(), 1L, Long::sum);
        } else {
            otherRecipe++;
        }
    }

    void replyInJournal() {
        replies++;
    }

    void addTooLong() {
        tooLong++;
    }

    void addUnreadable() {
        unreadable++;
    }

    void due(FoundFile.Readable file, FirstCall.Due call) {
        Part part = parts.get(call.stage());
        var target = part.stage().target();
        Weight weight = new Weight(
                call.inputTokens(),
                call.request().quotaTokens(),
                target.model().cost(new Usage(call.inputTokens(), 0, 0)),
                target.model()
                        .reservation(call.inputTokens(), target.parameters().maxOutputTokens())
                        .usd());
        part.add(1, weight);
        if (sampleSize > 0) {
            sample.add(new Sampled(file.document().sha256(), file.path(), call.stage(), weight));
            if (sample.size() > sampleSize) {
                sample.remove();
            }
        }
    }

    /** The documents picked for the sample, always the same for the same input. */
    public List<Sampled> sample() {
        List<Sampled> picked = new ArrayList<>(sample);
        picked.sort(Comparator.comparing(Sampled::id));
        return picked;
    }

    /** A document of the sample has been answered since. */
    public void answered(Sampled one, OutcomeKind outcome) {
        parts.get(one.stage()).add(-1, one.weight());
        otherOutcomes += outcome == OutcomeKind.EXTRACTED ? 0 : 1;
        outcomes.merge(outcome, 1L, Long::sum);
    }

    /** By stage of the route. */
    public List<Part> parts() {
        return parts;
    }

    /** Documents that have an outcome under this recipe, by outcome. */
    public Map<OutcomeKind, Long> outcomes() {
        return new TreeMap<>(outcomes);
    }

    /** Whether each document is extracted or can be asked about. */
    public boolean allWell() {
        return otherOutcomes + tooLong + unreadable == 0;
    }

    /** Documents that another recipe has read and that are kept. */
    public long otherRecipe() {
        return otherRecipe;
    }

    /** Documents whose first reply is in the journal. */
    public long replies() {
        return replies;
    }

    /** Documents that no stage takes. */
    public long tooLong() {
        return tooLong;
    }

    /** Files and documents that cannot be read. */
    public long unreadable() {
        return unreadable;
    }

    /** Documents to be asked about. */
    public long due() {
        return parts.stream().mapToLong(Part::documents).sum();
    }

    /** All documents of the input, each once. */
    public long documents() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum()
                + otherRecipe
                + replies
                + tooLong
                + unreadable
                + due();
    }
}
