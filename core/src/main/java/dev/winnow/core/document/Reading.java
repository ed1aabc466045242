package dev.winnow.core.document;

/** What a {@link DocumentReader} made of a document's bytes. */
public sealed interface Reading {

    /**
     * The document's whole text. Its {@code toString} does not show it.
     *
     * @param text never blank; what the model reads, and what passages count in
     */
    record Text(String text) implements Reading {
        /** The one passage that covers the whole text. */
        public Passage whole() {
            return new Passage(0, text.codePointCount(0, text.length()));
        }

        @Override
        public String toString() {
            return "Text[" + text.length() + " characters]";
        }
    }

    /**
     * The bytes hold no text that can be read.
     *
     * @param reason why, without any of the bytes
     */
    record Unreadable(String reason) implements Reading {}
}
