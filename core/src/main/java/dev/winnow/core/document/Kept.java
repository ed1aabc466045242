package dev.winnow.core.document;

import java.util.List;

/**
 * What of a document is sent. Its {@code toString} does not show it.
 *
 * @param text the passages in order, with a line that says how much is left out where that is
 * @param passages stretches of the document, one or two, in order and apart from each other
 * @param leftOut code points of the document that are in none of the passages; 0 if it is sent as a whole
 */
public record Kept(String text, List<Passage> passages, int leftOut) {

    /** Copies the passages. */
    public Kept {
        passages = List.copyOf(passages);
    }

    @Override
    public String toString() {
        return "Kept[" + passages + ", " + leftOut + " left out]";
    }
}
