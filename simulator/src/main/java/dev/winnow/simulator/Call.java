package dev.winnow.simulator;

import dev.winnow.simulator.AnswerIndex.Cue;
import dev.winnow.simulator.api.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One call on its way into the bill. Used by one thread at a time. */
final class Call {
    private static final int UNKNOWN = -1;

    private final int key;
    private final Map<String, Counts> models;
    private final List<Counts> counts = new ArrayList<>();
    private Optional<Cue> cue = Optional.empty();

    Call(OptionalInt key, Map<String, Counts> models) {
        this.key = key.orElse(UNKNOWN);
        this.models = models;
    }

    /** The number of its key. */
    int key() {
        return key;
    }

    void count(Counts one) {
        one.calls.increment();
        counts.add(one);
    }

    void asks(String model) {
        count(models.computeIfAbsent(model, ignored -> new Counts()));
    }

    void isAbout(Cue document) {
        cue = Optional.of(document);
    }

    void answered(Usage usage) {
        cue.ifPresent(document -> document.answered().increment());
        counts.forEach(one -> one.answered(usage));
    }

    /** An answer that is paid for did not arrive whole. */
    void lost() {
        cue.ifPresent(document -> document.lost().increment());
        counts.forEach(one -> one.lost.increment());
    }

    void refused(int status) {
        counts.forEach(one -> one.refused(status));
    }

    void dropped() {
        counts.forEach(one -> one.dropped.increment());
    }
}
