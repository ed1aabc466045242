package dev.winnow.simulator;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a simulator was asked and what it answered, as one snapshot.
 *
 * @param calls chat completions received
 * @param answered of these, answered with 200
 * @param refused of these, answered with another status: status to number, in the order of the status
 * @param dropped of these, ended by closing the connection
 * @param promptTokens prompt tokens of the answered calls
 * @param completionTokens completion tokens of the answered calls
 */
public record Bill(
        long calls,
        long answered,
        SortedMap<Integer, Long> refused,
        long dropped,
        long promptTokens,
        long completionTokens) {

    public Bill {
        refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
    }
}
