package dev.winnow.core.document;

/** Turns a document's bytes into text. Implementations are thread-safe and always give the same for the same bytes. */
public interface DocumentReader {

    /** Name and version, part of the recipe: a reader that reads differently has another. */
    String version();

    /** Reads {@code bytes}, its text as {@link HiddenText} shows it; never throws for what the bytes hold. */
    Reading read(byte[] bytes);
}
