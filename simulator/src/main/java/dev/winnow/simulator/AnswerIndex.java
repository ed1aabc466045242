package dev.winnow.simulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Finds the answer to the document that a request holds, and knows how often it was given. Thread-safe. */
final class AnswerIndex {
    /** A document with an answer, in this simulator. */
    record Cue(Answer answer, AtomicInteger calls) {
        Reply next() {
            return answer.reply(calls.getAndUpdate(n -> n == Integer.MAX_VALUE ? n : n + 1));
        }

        private boolean isIn(String text) {
            return text.contains(answer.text());
        }

        private int length() {
            return answer.text().length();
        }
    }

    private final Map<String, List<Cue>> byLongestLine = new HashMap<>();
    private final Windows<Cue> anywhere = new Windows<>();

    AnswerIndex(Answers answers) {
        for (Answer answer : answers.all()) {
            if (!answer.text().isEmpty()) {
                Cue cue = new Cue(answer, new AtomicInteger());
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
