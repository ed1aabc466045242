package dev.winnow.core.document;

import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where near a place a text is best cut: between lines, else between words, else between what readers take for characters. */
final class CutPlace {

    private static final Pattern CLUSTER = Pattern.compile("\\X");
    private static final int LONGEST_CLUSTER = 64;
    private static final int LONGEST_WORD = 200;
    /** This share of what is kept may be given up for a whole line. */
    private static final int LINE_SHARE = 8;

    private CutPlace() {}

    /** A place at {@code at} or before it. */
    static int before(String text, int at) {
        if (at >= text.length()) {
            return at;
        }
        int line = text.lastIndexOf('\n', at - 1) + 1;
        if (line > 0 && at - line <= at / LINE_SHARE) {
            return line;
        }
        for (int i = at; i > 0 && at - i < LONGEST_WORD; i--) {
            if (wordEnds(text, i)) {
                return i;
            }
        }
        return cluster(text, at, end -> end > at)[0];
    }

    /** A place at {@code at} or after it. */
    static int after(String text, int at) {
        if (at <= 0 || at >= text.length()) {
            return at;
        }
        int line = text.indexOf('\n', at - 1) + 1;
        if (line > 0 && line - at <= (text.length() - at) / LINE_SHARE) {
            return line;
        }
        for (int i = at; i < text.length() && i - at < LONGEST_WORD; i++) {
            if (wordEnds(text, i)) {
                return i;
            }
        }
        return cluster(text, at, end -> end >= at)[1];
    }

    /** After white space, unless a mark sits on it or it is half of a line end. */
    private static boolean wordEnds(String text, int at) {
        return Character.isWhitespace(text.charAt(at - 1)) && Character.isLetterOrDigit(text.codePointAt(at));
    }

    /** The ends of the clusters around {@code at}: the last one before {@code past} holds, and the first for which it does. */
    private static int[] cluster(String text, int at, IntPredicate past) {
        int from = Math.max(0, at - LONGEST_CLUSTER);
        if (from > 0 && Character.isSurrogatePair(text.charAt(from - 1), text.charAt(from))) {
            from++;
        }
        Matcher clusters = CLUSTER.matcher(text).region(from, Math.min(text.length(), at + LONGEST_CLUSTER));
        int last = from;
        while (clusters.find()) {
            if (past.test(clusters.end())) {
                return new int[] {last, clusters.end()};
            }
            last = clusters.end();
        }
        return new int[] {last, text.length()};
    }
}
