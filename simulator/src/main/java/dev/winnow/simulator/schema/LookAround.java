package dev.winnow.simulator.schema;

import java.util.stream.Stream;

/** Finds {@code (?= (?! (?<= (?<!} in a regular expression. */
final class LookAround {
    private LookAround() {}

    /** Skips escaped characters and character classes, where the same characters mean themselves. */
    static boolean isIn(String pattern) {
        boolean inClass = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (inClass) {
                inClass = c != ']';
            } else if (c == '[') {
                inClass = true;
            } else if (opensAt(pattern, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean opensAt(String pattern, int index) {
        return Stream.of("(?=", "(?!", "(?<=", "(?<!").anyMatch(opening -> pattern.startsWith(opening, index));
    }
}
