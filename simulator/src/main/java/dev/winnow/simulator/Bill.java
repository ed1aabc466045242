package dev.winnow.simulator;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a simulator was asked and what it answered, as one snapshot. Each call is in exactly one of {@code answered},
 * {@code refused} and {@code dropped}, once it is decided.
 *
 * @param calls completions and responses asked for
 * @param answered of these, answered with 200 and therefore paid for, whether or not the answer arrived
 * @param lost of the answered calls, those whose answer did not arrive whole: the connection ended before or in it
 * @param refused of these, answered with an error: status to number, in the order of the status; under 200 the
 *     responses with status failed
 * @param dropped of these, ended or left open without an answer, and not paid for
 * @param promptTokens prompt tokens of the answered calls
 * @param cachedTokens of the prompt tokens, those that came from the prompt cache
 * @param completionTokens completion tokens of the answered calls
 * @param models the same by model, for the calls that asked for a model that is served
 * @param keys the same by number of the API key, for the keys that are or were accepted. Keys are numbered from 0 as
 *     they stand in the options, then as they were admitted or first used
 */
public record Bill(
        long calls,
        long answered,
        long lost,
        SortedMap<Integer, Long> refused,
        long dropped,
        long promptTokens,
        long cachedTokens,
        long completionTokens,
        SortedMap<String, Part> models,
        SortedMap<Integer, Part> keys) {

    /** The bill of one model or key; its components are those of {@link Bill}. */
    public record Part(
            long calls,
            long answered,
            long lost,
            SortedMap<Integer, Long> refused,
            long dropped,
            long promptTokens,
            long cachedTokens,
            long completionTokens) {

        private static final Part ZERO = new Part(0, 0, 0, new TreeMap<>(), 0, 0, 0, 0);

        public Part {
            refused = copy(refused);
        }
    }

    /**
     * The bill of one document.
     *
     * @param calls how often it was asked about
     * @param answered of these, answered with 200
     * @param lost of the answered calls, those whose answer did not arrive whole
     */
    public record Document(long calls, long answered, long lost) {}

    public Bill {
        refused = copy(refused);
        models = copy(models);
        keys = copy(keys);
    }

    /** What was asked of one model; zeros if nothing was. */
    public Part model(String name) {
        return models.getOrDefault(name, Part.ZERO);
    }

    /** What was asked with one key; zeros if nothing was. */
    public Part key(int number) {
        return keys.getOrDefault(number, Part.ZERO);
    }

    private static <K, V> SortedMap<K, V> copy(SortedMap<K, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
