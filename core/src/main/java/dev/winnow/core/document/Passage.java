package dev.winnow.core.document;

/**
 * A stretch of a document's text.
 *
 * @param start first code point, from 0
 * @param end code point after the last
 */
public record Passage(int start, int end) {

    /** Refuses a stretch that ends before it starts. */
    public Passage {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("a passage needs 0 <= start <= end");
        }
    }
}
