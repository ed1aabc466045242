package dev.winnow.simulator;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Finds which of many texts may stand in another one, wherever they start, in one pass: each text is known by the hash
 * of a stretch from its middle, and that hash is looked up at every place. Immutable once filled.
 *
 * @param <T> what is found
 */
final class Windows<T> {
    private static final int LENGTH = 24;
    private static final long BASE = 1_000_003;
    private static final long HIGHEST = power(LENGTH - 1);
    private static final int FILTER_BITS = 1 << 20;

    private final Map<Long, List<T>> byHash = new HashMap<>();
    private final BitSet filter = new BitSet(FILTER_BITS);
    private final List<T> tooShort = new ArrayList<>();

    void add(String text, T value) {
        if (text.length() < LENGTH) {
            tooShort.add(value);
            return;
        }
        int start = (text.length() - LENGTH) / 2;
        eachHash(text.substring(start, start + LENGTH), hash -> {
            filter.set(slot(hash));
            byHash.computeIfAbsent(hash, ignored -> new ArrayList<>()).add(value);
        });
    }

    /** All that may stand in the text: none is missing, some may not be there. */
    Set<T> candidates(String text) {
        Set<T> found = new LinkedHashSet<>(tooShort);
        eachHash(text, hash -> {
            if (filter.get(slot(hash))) {
                found.addAll(byHash.getOrDefault(hash, List.of()));
            }
        });
        return found;
    }

    private static void eachHash(String text, LongConsumer use) {
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            if (i >= LENGTH) {
                hash -= text.charAt(i - LENGTH) * HIGHEST;
            }
            hash = hash * BASE + text.charAt(i);
            if (i >= LENGTH - 1) {
                use.accept(hash);
            }
        }
    }

    private static int slot(long hash) {
        return (int) ((hash ^ hash >>> 32) & (FILTER_BITS - 1));
    }

    private static long power(int exponent) {
        return exponent == 0 ? 1 : BASE * power(exponent - 1);
    }
}
