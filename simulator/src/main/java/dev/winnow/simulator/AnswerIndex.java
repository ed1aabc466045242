package dev.winnow.simulator;

import dev.winnow.simulator.api.Lines;
import dev.winnow.simulator.reply.Reply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** Finds the answer to the document that a request holds, and knows how often it was given. Thread-safe. */
final class AnswerIndex {
    /**
     * A document with an answer, in this simulator.
     *
     * @param calls all calls about it
     * @param replies calls that were answered as scripted
     */
    record Cue(
            Answer answer,
            Optional<Fault> fault,
            AtomicInteger calls,
            AtomicInteger replies,
            LongAdder answered,
            LongAdder lost) {

        static Cue of(Answer answer, Faults faults) {
            return new Cue(
                    answer,
                    faults.striking(answer.text()),
                    new AtomicInteger(),
                    new AtomicInteger(),
                    new LongAdder(),
                    new LongAdder());
        }

        /** The reply to the next call; a call that is struck uses up no scripted one. */
        Reply next(Faults faults) {
            int call = calls.getAndUpdate(Cue::oneMore);
            if (fault.isPresent() && faults.strikes(fault.get(), call)) {
                return new Struck(faults).reply(fault.get(), answer.reply(replies.get()));
            }
            return answer.reply(replies.getAndUpdate(Cue::oneMore));
        }

        Bill.Document bill() {
            return new Bill.Document(calls.get(), answered.sum(), lost.sum());
        }

        private static int oneMore(int n) {
            return n == Integer.MAX_VALUE ? n : n + 1;
        }

        private boolean isIn(String text) {
            return text.contains(answer.text());
        }

        private int length() {
            return answer.text().length();
        }
    }

    private final Map<String, Cue> byText = new LinkedHashMap<>();
    private final Map<String, List<Cue>> byLongestLine = new HashMap<>();
    private final Windows<Cue> anywhere = new Windows<>();

    AnswerIndex(Answers answers, Faults faults) {
        for (Answer answer : answers.all()) {
            if (!answer.text().isEmpty()) {
                Cue cue = Cue.of(answer, faults);
                byText.put(answer.text(), cue);
                anywhere.add(answer.text(), cue);
                byLongestLine
                        .computeIfAbsent(Lines.longest(answer.text()), ignored -> new ArrayList<>())
                        .add(cue);
            }
        }
    }

    /** The longest document that stands in one of the texts; by its longest line, or else at any place. */
    Optional<Cue> find(List<String> texts) {
        return longest(texts, this::candidates).or(() -> longest(texts, anywhere::candidates));
    }

    /** The document with exactly this text. */
    Optional<Cue> of(String text) {
        return Optional.ofNullable(byText.get(Lines.normalise(text).strip()));
    }

    Collection<Cue> all() {
        return byText.values();
    }

    private static Optional<Cue> longest(List<String> texts, Function<String, Collection<Cue>> candidates) {
        return texts.stream()
                .flatMap(text -> candidates.apply(text).stream().filter(cue -> cue.isIn(text)))
                .max(Comparator.comparingInt(Cue::length));
    }

    private List<Cue> candidates(String text) {
        return text.lines()
                .map(line -> byLongestLine.getOrDefault(line.strip(), List.of()))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}
