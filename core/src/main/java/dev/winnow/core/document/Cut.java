package dev.winnow.core.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Cuts a document that is too long, at the end of a line or word where one is near, and never inside a character. */
public final class Cut {

    /** Characters that are counted at a time, so that a long text is never counted as a whole. */
    private static final int PIECE = 4096;
    /** Text with more characters for each token than this is rare enough to be counted twice. */
    private static final int CHARACTERS_OF_A_TOKEN = 4;
    /** Pieces may count for more than the whole, by a token or two where they meet. */
    private static final int SLACK_SHARE = 100;

    private final String text;
    private final int most;
    private final ToIntFunction<String> counter;

    private Cut(String text, int most, ToIntFunction<String> counter) {
        this.text = text;
        this.most = most;
        this.counter = counter;
    }

    /**
     * What of {@code text} is sent: all of it where it fits, else what {@code overlong} says; empty where it is to be refused, or
     * nothing of it fits. No more is counted than a few times what fits.
     *
     * @param maxTokens tokens that the result may have
     * @param counter tokens of a text
     */
    public static Optional<Kept> of(String text, int maxTokens, Overlong overlong, ToIntFunction<String> counter) {
        Cut cut = new Cut(text, maxTokens, counter);
        if (cut.fits()) {
            int points = text.codePointCount(0, text.length());
            return Optional.of(new Kept(text, List.of(new Passage(0, points)), 0));
        }
        return overlong == Overlong.REFUSE ? Optional.empty() : cut.largest(overlong);
    }

    private boolean fits() {
        if (text.length() / CHARACTERS_OF_A_TOKEN > most) {
            int slack = most / SLACK_SHARE + 1;
            if (reach(most + slack, text::substring) < text.length()) {
                return false;
            }
        }
        return counter.applyAsInt(text) <= most;
    }

    private Optional<Kept> largest(Overlong overlong) {
        int budget = most - counter.applyAsInt(mark(text.length()));
        while (budget > 0) {
            int head = overlong == Overlong.HEAD ? budget : budget - budget / 3;
            int end = CutPlace.before(text, reach(head, text::substring));
            int length = text.length();
            int tail = reach(budget - head, (from, to) -> text.substring(length - to, length - from));
            int start = CutPlace.after(text, length - tail);
            if (end == 0) {
                return Optional.empty();
            }
            if (end < start) {
                Kept kept = kept(end, start);
                int over = counter.applyAsInt(kept.text()) - most;
                if (over <= 0) {
                    return Optional.of(kept);
                }
                budget -= over;
            }
            budget -= 1 + budget / SLACK_SHARE;
        }
        return Optional.empty();
    }

    private Kept kept(int end, int start) {
        int first = text.codePointCount(0, end);
        int leftOut = text.codePointCount(end, start);
        int last = text.codePointCount(start, text.length());
        List<Passage> passages = new ArrayList<>();
        passages.add(new Passage(0, first));
        StringBuilder sent = new StringBuilder(text.substring(0, end)).append(mark(leftOut));
        if (last > 0) {
            passages.add(new Passage(first + leftOut, first + leftOut + last));
            sent.append('\n').append(text, start, text.length());
        }
        return new Kept(sent.toString(), passages, leftOut);
    }

    private static String mark(int leftOut) {
        return "\n[... " + leftOut + " characters left out ...]";
    }

    /** A stretch of the text, in characters from the one end of it that is measured from. */
    private interface Stretch {
        String of(int from, int to);
    }

    /** How many characters from that end hold {@code tokens}. */
    private int reach(int tokens, Stretch stretch) {
        int done = 0;
        int left = tokens;
        while (done < text.length() && left > 0) {
            int end = Math.min(text.length(), done + PIECE);
            int count = counter.applyAsInt(stretch.of(done, end));
            if (count > left) {
                return within(done, end, left, stretch);
            }
            left -= count;
            done = end;
        }
        return done;
    }

    private int within(int from, int to, int tokens, Stretch stretch) {
        int fits = from;
        int tooFar = to;
        while (tooFar - fits > 1) {
            int middle = (fits + tooFar) >>> 1;
            if (counter.applyAsInt(stretch.of(from, middle)) <= tokens) {
                fits = middle;
            } else {
                tooFar = middle;
            }
        }
        return fits;
    }
}
